"""One engine in a process of its own: takes orders as lines of JSON, answers with what they cost.

Stands on the standard library and psycopg alone, for peers run it in an environment of theirs.
"""

import json
import os
import sys
import time
from collections.abc import Callable
from typing import Any, Protocol

STEPS = 5
"""Durable completions of the measured case: accept, three reviews, issue."""


class Engine(Protocol):
    """The measured case in one engine."""

    def prepare(self) -> None:
        """Make tables and definition in an empty database."""

    def fill(self, count: int) -> None:
        """Add cases that stand at their three reviews."""

    def start(self) -> Any:
        """A new case that waits to be accepted; gives what `drive` needs to find it."""

    def drive(self, case: Any) -> None:
        """Five completions, each a transaction that loads the state anew; at the end the case has ended."""

    def backend(self) -> int:
        """Process id of the server's side of the connection."""

    def query(self, sql: str) -> Any:
        """The first value of a query."""

    tables: tuple[str, ...]
    """Tables that hold a case, without what a ledger or a form would hold."""


def cpu_ns(pid: int) -> int:
    """Time that a process has had on a processor, to the nanosecond where the kernel tells, else to the tick."""
    try:
        with open(f"/proc/{pid}/schedstat") as file:
            return int(file.read().split()[0])
    except OSError:
        with open(f"/proc/{pid}/stat") as file:
            user, system = file.read().rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) * 1_000_000_000 // os.sysconf("SC_CLK_TCK")


def buffers(engine: Engine) -> int:
    """Pages of this database that were looked at so far, of every table, index and catalogue."""
    engine.query("SELECT pg_stat_force_next_flush()::text")
    engine.query("SELECT pg_stat_clear_snapshot()::text")
    return int(engine.query("SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = current_database()"))


def measure(engine: Engine, cases: int) -> dict[str, float]:
    """Start cases, then drive them; only the driving is counted."""
    started = [engine.start() for _ in range(cases)]
    server = engine.backend()
    pages, ours, theirs, wall = buffers(engine), time.process_time_ns(), cpu_ns(server), time.perf_counter()
    for case in started:
        engine.drive(case)
    wall, ours, theirs = time.perf_counter() - wall, time.process_time_ns() - ours, cpu_ns(server) - theirs
    steps = cases * STEPS
    return {
        "client_us": ours / steps / 1000,
        "server_us": theirs / steps / 1000,
        "wall_us": wall / steps * 1e6,
        "buffers": (buffers(engine) - pages) / steps,
    }


def size(engine: Engine) -> dict[str, float]:
    """Bytes of the rows of a case, by table, over all cases there are, as they lie in their pages."""
    # 4 bytes for the pointer to each row in its page; the row's own header is in pg_column_size.
    return {
        table: float(engine.query(f"SELECT coalesce(sum(pg_column_size(t.*) + 4), 0) FROM {table} t"))
        for table in engine.tables
    }


def serve(make: Callable[[str], Engine]) -> None:
    """Make the engine on the address that is the first word, and carry out orders until the input ends."""
    engine = make(sys.argv[1])
    waiting: list[Any] = []
    orders: dict[str, Callable[..., Any]] = {
        "prepare": engine.prepare,
        "fill": engine.fill,
        "measure": lambda cases: measure(engine, cases),
        "size": lambda: size(engine),
        "count": lambda: engine.query(f"SELECT count(*) FROM {engine.tables[0]}"),
        "start": lambda cases: waiting.extend(engine.start() for _ in range(cases)),
        "drive": lambda: [engine.drive(waiting.pop()) for _ in range(len(waiting))] and None,
    }
    for line in sys.stdin:
        order, *words = json.loads(line)
        sys.stdout.write(json.dumps(orders[order](*words)) + "\n")
        sys.stdout.flush()
