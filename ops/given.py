"""Parts that a person replaces by naming an address in the environment: each address is tried before the start."""

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from ops import rpc
from ops.layout import Layout
from ops.postgres import programs
from ops.stop import Stop

BROKER = """
import os, sys
from kombu import Connection
try:
    with Connection(os.environ["CELERY_BROKER_URL"], connect_timeout=5) as line:
        line.ensure_connection(max_retries=1, timeout=8)
        line.default_channel.close()
except Exception as error:
    sys.exit(f"{type(error).__name__}: {error}")
"""


def database(layout: Layout, environment: Mapping[str, str]) -> None:
    """Connect as the portal will, and look at what would fail much later."""
    program = programs() / "psql" if Path("/usr/lib/postgresql").is_dir() else Path("psql")
    url = environment["DATABASE_URL"]
    if not url.startswith(("postgresql://", "postgres://")) and "=" not in url:
        raise Stop(f"DATABASE_URL is {url!r}, which is no PostgreSQL address (postgresql://user@host/name).", 2)
    query = "select current_setting('server_version_num')::int >= 140000, current_setting('server_encoding')"
    try:
        done = subprocess.run(
            [str(program), "-XAtq", "-d", url, "-c", query],
            env={**environment, "PGCONNECT_TIMEOUT": "5"},
            capture_output=True,
            text=True,
            check=False,
        )
    except (OSError, ValueError) as error:
        raise Stop(f"DATABASE_URL cannot be checked: {error}", 2) from error
    if done.returncode != 0:
        raise Stop(f"DATABASE_URL does not lead to a database: {done.stderr.strip()}", 2)
    if done.stdout.strip() != "t|UTF8":
        raise Stop(
            f"DATABASE_URL: PostgreSQL 14 or newer with encoding UTF8 is needed, found {done.stdout.strip()}.", 2
        )


def broker(layout: Layout, environment: Mapping[str, str]) -> None:
    """Connect as Celery will."""
    command = [str(layout.python), "-c", BROKER]
    try:
        done = subprocess.run(command, env=dict(environment), capture_output=True, text=True, check=False, timeout=30)
    except subprocess.TimeoutExpired as error:
        raise Stop("CELERY_BROKER_URL: nothing answers there within 30 s.", 2) from error
    if done.returncode != 0:
        reason = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise Stop(f"CELERY_BROKER_URL does not lead to a broker: {reason[0]}", 2)


def chain(layout: Layout, environment: Mapping[str, str]) -> None:
    """Ask each node for its chain id; several are written `name=URL name2=URL2`."""
    for word in environment["ONEDOOR_CHAIN_RPC"].split():
        url = re.sub(r"^[^/=]+=", "", word)
        try:
            rpc.call(url, "eth_chainId", timeout=8)
        except (rpc.Silent, ValueError) as error:
            raise Stop(f"ONEDOOR_CHAIN_RPC: {url} does not lead to an Ethereum node: {error}", 2) from error


CHECKS = {"DATABASE_URL": database, "CELERY_BROKER_URL": broker, "ONEDOOR_CHAIN_RPC": chain}


def check(layout: Layout, environment: Mapping[str, str]) -> set[str]:
    """The names among CHECKS that the environment gives, all of them tried; raises Stop(2) at the first wrong one."""
    given = {name for name in CHECKS if environment.get(name)}
    for name in CHECKS:
        if name in given:
            CHECKS[name](layout, environment)
    return given
