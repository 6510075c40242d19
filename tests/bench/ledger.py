"""Figures of the ledger on this machine: `make bench-ledger`, or `python -m tests.bench.ledger`.

Works in a database of its own beside DATABASE_URL's, which it drops at the end; anvil is the chain. A figure that the
project holds itself to stands on a line of its own, `name: value`.
"""

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """Only the ledger's tables, in a database made for this run."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.backends.postgresql.psycopg_any import sql

    def outside(command: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql.SQL(command).format(sql.Identifier(name)))

    outside("DROP DATABASE IF EXISTS {}")
    outside("CREATE DATABASE {}")
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", "ledger", verbosity=0)
        yield
    finally:
        connection.close()
        outside("DROP DATABASE {} WITH (FORCE)")


def loss(entries: int) -> None:
    from tests.bench import ledger_clients as clients

    tell("Case transactions a second: without a record, with it and the sequencer running, with an inline hash chain")
    tell(f"  recording takes {clients.cost_of_recording():.0f} us CPU of a case, in Python and in the database")
    tell("  clients  inside   plain  audited  chained    loss          cores busy, plain and audited")
    figure = 0.0
    with clients.live_sequencer():
        for work in clients.WORKLOADS:
            rates = clients.measure(work)
            figure = rates.loss_percent if work == clients.WORKLOADS[0] else figure
            tell(rates.line(work))
    tell(f"audit loss: {figure:.1f}")


def latency(entries: int) -> None:
    from tests.bench import ledger_latency

    for line in ledger_latency.measure():
        tell(line)


def million(entries: int) -> None:
    from tests.bench import ledger_million

    for line in ledger_million.measure(entries):
        tell(line)


def gas(entries: int) -> None:
    from tests.bench import ledger_gas

    for line in ledger_gas.measure():
        tell(line)


PARTS: dict[str, Callable[[int], None]] = {"loss": loss, "latency": latency, "gas": gas, "million": million}


def main() -> None:
    """Runs the parts asked for, all by default, and says under what load."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ledger")
    parser.add_argument("--entries", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.conf import settings

    load, began = [os.getloadavg()[0]], time.perf_counter()
    with tempfile.TemporaryDirectory() as keys, own_database(f"bench_{os.getpid()}"):
        settings.KEYS_DIR, settings.CHAIN_RPC, settings.LEDGER_WITNESSES = Path(keys), "", ""
        from tests.bench.ledger_clients import prepare

        prepare()
        for part in options.only:
            PARTS[part](options.entries)
            load.append(os.getloadavg()[0])
    took = time.perf_counter() - began
    tell(f"ledger: {took:.0f} s, load average from {min(load):.1f} to {max(load):.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
