"""Clients of the ledger's bench as processes of their own: case transactions without a record, with it, or chained."""

import hashlib
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import fmean
from typing import Any

import psycopg
from django.db import connection, transaction

from ledger import api, sequencer
from tests.bench.ledger_filling import fill

FORK = multiprocessing.get_context("fork")
BODY = {"outcome": "accepted", "reasons": ["材料齐全"]}
SLICE_SECONDS, CHAINED_SECONDS = 3.0, 1.5
SATURATED_PERCENT = 90
TABLES = """
CREATE TABLE bench_case (id int PRIMARY KEY, state int NOT NULL);
INSERT INTO bench_case SELECT n, 0 FROM generate_series(0, 63) n;
CREATE TABLE bench_tail (hash bytea NOT NULL);
INSERT INTO bench_tail VALUES ('\\x00');
CREATE TABLE bench_chain (id bigserial PRIMARY KEY, body bytea NOT NULL, hash bytea NOT NULL);
"""


def plain(me: int) -> None:
    """No record at all."""


def audited(me: int) -> None:
    api.record("case.accepted", f"case:{me}", BODY, "p-3f2a")


def chained(me: int) -> None:
    """The usual inline hash chain: every row holds the hash of the row before, so that writers stand in line."""
    cursor = psycopg.Cursor(connection.connection)
    held = cursor.execute("SELECT hash FROM bench_tail FOR UPDATE").fetchone()
    body = f"case.accepted case:{me}".encode()
    digest = hashlib.sha256(bytes(held[0] if held else b"") + body).digest()
    cursor.execute("INSERT INTO bench_chain (body, hash) VALUES (%s, %s)", [body, digest])
    cursor.execute("UPDATE bench_tail SET hash = %s", [digest])


MODES: dict[str, Callable[[int], None]] = {"plain": plain, "audited": audited, "chained": chained}


@dataclass(frozen=True, slots=True)
class Work:
    """So many clients with so many milliseconds inside each transaction; `pairs` of slices, plain and audited."""

    clients: int
    inside_ms: float
    pairs: int = 2

    def plan(self) -> list[str]:
        """Plain and audited change places, so that a load that grows or falls favours neither."""
        turns = [["plain", "audited"], ["audited", "plain"]]
        return [mode for turn in range(self.pairs) for mode in turns[turn % 2]] + ["chained"]


WORKLOADS = (Work(8, 5.0, pairs=4), Work(8, 0.0), Work(8, 20.0), Work(32, 0.0), Work(32, 5.0), Work(32, 20.0))


@dataclass(frozen=True, slots=True)
class Rates:
    """Of each mode: transactions a second in each slice, and how busy the cores were in it, in percent."""

    per_second: dict[str, list[float]]
    busy: dict[str, list[float]]

    @property
    def loss_percent(self) -> float:
        return 100 * (1 - sum(self.per_second["audited"]) / sum(self.per_second["plain"]))

    def line(self, work: Work) -> str:
        pairs = zip(self.per_second["plain"], self.per_second["audited"], strict=True)
        losses = [100 * (1 - with_record / without) for without, with_record in pairs]
        rates = "".join(f"{fmean(self.per_second[mode]):>9.0f}" for mode in MODES)
        before, after = fmean(self.busy["plain"]), fmean(self.busy["audited"])
        note = "  saturated" if after > SATURATED_PERCENT else ""
        spread = f"({min(losses):.0f} to {max(losses):.0f})"
        shape = f"  {work.clients:>7} {work.inside_ms:>4g} ms {rates}"
        return f"{shape} {self.loss_percent:>6.1f} % {spread:<12} {before:.0f} % {after:.0f} %{note}"


def prepare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)


def measure(work: Work) -> Rates:
    """All slices one after the other with the same processes, while a sequencer is rung elsewhere."""
    connection.close()
    plan = work.plan()
    barrier, counts = FORK.Barrier(work.clients + 1), FORK.Array("q", work.clients)
    running = [FORK.Process(target=_client, args=(me, work, barrier, counts)) for me in range(work.clients)]
    for process in running:
        process.start()
    found: dict[str, list[float]] = {mode: [] for mode in MODES}
    busy: dict[str, list[float]] = {mode: [] for mode in MODES}
    for mode in plan:
        _calm(int(found["audited"][-1]) if mode == "audited" and found["audited"] else 0)
        barrier.wait()
        before, start = _idle_seconds(), time.perf_counter()
        barrier.wait()
        took = time.perf_counter() - start
        found[mode].append(sum(counts[:]) / took)
        busy[mode].append(100 * (1 - (_idle_seconds() - before) / took / multiprocessing.cpu_count()))
    for process in running:
        process.join()
    return Rates(found, busy)


def _calm(owed: int) -> None:
    """Lets the sequencer finish what an earlier slice wrote, which belongs to no later one.

    The last beat's worth of an audited slice is sequenced after it; so much, `owed`, is put before it instead.
    """
    with connection.cursor() as cursor:
        until = time.monotonic() + 30
        waiting = True
        while waiting and time.monotonic() < until:
            time.sleep(0.05)
            cursor.execute("SELECT EXISTS (SELECT FROM ledger_waiting)")
            (waiting,) = cursor.fetchone()
    if owed:
        fill(int(owed * beat("sequence") / 2))


def beat(name: str) -> float:
    """Seconds between two rings of a task, as the running portal has them."""
    from portal.celery import app

    return float(app.conf.beat_schedule[name]["schedule"])


def cost_of_recording(count: int = 1000) -> float:
    """CPU microseconds that an audited transaction takes beyond a plain one: what a busy machine does not blur."""
    spent = []
    for mode in ("plain", "audited"):
        runs = [_cpu_seconds(MODES[mode], count) for _ in range(3)]
        spent.append(min(runs) / count * 1e6)
    return spent[1] - spent[0]


def _cpu_seconds(act: Callable[[int], None], count: int) -> float:
    backend = backend_pid()
    before = time.process_time() + ticks(backend)
    for _ in range(count):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE bench_case SET state = state + 1 WHERE id = 0")
            act(0)
    return time.process_time() + ticks(backend) - before


def backend_pid() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return int(cursor.fetchone()[0])


def ticks(pid: int) -> float:
    """CPU seconds of a process on this machine."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _client(me: int, work: Work, barrier: Any, counts: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    for mode in work.plan():
        barrier.wait()
        seconds = CHAINED_SECONDS if mode == "chained" else SLICE_SECONDS
        counts[me] = transactions(me, MODES[mode], work.inside_ms, seconds)
        barrier.wait()
    connection.close()


def transactions(me: int, act: Callable[[int], None], inside_ms: float, seconds: float) -> int:
    """Case transactions one after the other for so long; their number.

    The frame of a transaction by hand: Django's takes more CPU than all the rest and would hide what a record costs.
    """
    connection.set_autocommit(False)
    connection.in_atomic_block = True
    raw = connection.connection
    cursor, done, until = psycopg.Cursor(raw), 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        cursor.execute("UPDATE bench_case SET state = state + 1 WHERE id = %s", [me])
        act(me)
        time.sleep(inside_ms / 1000)
        raw.commit()
        done += 1
    connection.in_atomic_block = False
    connection.set_autocommit(True)
    return done


def _idle_seconds() -> float:
    """Seconds that all cores have idled, from the kernel's own count."""
    with open("/proc/stat", encoding="ascii") as file:
        counted = file.readline().split()
    return (int(counted[4]) + int(counted[5])) / 100


@contextmanager
def rung(work: Callable[[], object], seconds: float) -> Iterator[None]:
    """`work` in a process of its own, as often as the beat rings it."""
    connection.close()
    stop = FORK.Event()
    process = FORK.Process(target=_rings, args=(stop, work, seconds))
    process.start()
    try:
        yield
    finally:
        stop.set()
        process.join()


def _rings(stop: Any, work: Callable[[], object], seconds: float) -> None:
    while not stop.wait(seconds):
        work()
    connection.close()


def live_sequencer() -> Any:
    return rung(sequencer.sequence, beat("sequence"))
