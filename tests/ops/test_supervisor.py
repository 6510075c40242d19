"""Tests of the supervisor on real parts: what dies comes back, and all ends with the one who started it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ops import rpc
from ops.layout import PROJECT, Layout
from ops.running import Running, running
from tests.ops.waiting import quiet, until


def start(layout: Layout, *parts: str) -> "subprocess.Popen[bytes]":
    environment = {**os.environ, "ONEDOOR_VAR": str(layout.var), "PYTHONPATH": str(PROJECT)}
    return subprocess.Popen([sys.executable, "-m", "tests.ops.foundation", *parts], cwd=PROJECT, env=environment)


def note(layout: Layout, changed_from: Running | None = None) -> Running:
    """What the supervisor tells once it is up, or once its parts are others than before."""
    assert until(lambda: running(layout) not in (None, changed_from))
    found = running(layout)
    assert found is not None
    return found


@pytest.fixture
def starter(layout: Layout) -> Iterator["subprocess.Popen[bytes]"]:
    with start(layout, "redis", "chain") as process:
        yield process
        process.terminate()


def mine(url: str) -> str:
    rpc.call(url, "evm_mine")
    return rpc.call(url, "eth_blockNumber")


def test_a_killed_chain_comes_back_at_its_address_with_its_blocks(
    layout: Layout, starter: "subprocess.Popen[bytes]"
) -> None:
    before = note(layout)
    url = before.environment["ONEDOOR_CHAIN_RPC"]
    block = mine(url)
    state = layout.var / "chain" / "state.hex"
    assert until(state.exists)
    os.kill(before.parts["chain"], signal.SIGKILL)
    after = note(layout, changed_from=before)
    assert after.environment == before.environment
    assert rpc.call(url, "eth_blockNumber") == block


def test_the_database_is_stopped_in_order_when_its_starter_is_killed(
    layout: Layout,
) -> None:
    with start(layout, "postgres", "redis") as starter:
        note(layout)
        starter.kill()
    assert running(layout) is None
    assert quiet(layout.var)
    log = layout.log / "postgres.log"
    assert until(lambda: "database system is shut down" in log.read_text())


def test_a_signal_stops_all_and_the_chain_is_kept(layout: Layout, starter: "subprocess.Popen[bytes]") -> None:
    block = mine(note(layout).environment["ONEDOOR_CHAIN_RPC"])
    starter.terminate()
    assert starter.wait(20) == 0
    assert quiet(layout.var, 1)
    with start(layout, "chain") as again:
        assert rpc.call(note(layout).environment["ONEDOOR_CHAIN_RPC"], "eth_blockNumber") == block
        again.terminate()


def test_what_runs_is_told_to_its_owner_alone(layout: Layout, starter: "subprocess.Popen[bytes]") -> None:
    told = note(layout)
    file = Path(layout.run / "supervisor.json")
    assert file.stat().st_mode & 0o077 == 0
    assert json.loads(file.read_text())["pid"] == starter.pid == told.pid
    assert told.parts.keys() == {"redis", "chain"}
