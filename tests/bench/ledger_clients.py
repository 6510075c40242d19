"""Clients of the ledger's bench as processes of their own: case transactions without a record, with it, or chained."""

import hashlib
import multiprocessing
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

from django.db import connection, transaction

from ledger import api, sequencer

FORK = multiprocessing.get_context("fork")
BODY = {"outcome": "accepted", "reasons": ["材料齐全"]}
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
    with connection.cursor() as cursor:
        cursor.execute("SELECT hash FROM bench_tail FOR UPDATE")
        body = f"case.accepted case:{me}".encode()
        digest = hashlib.sha256(bytes(cursor.fetchone()[0]) + body).digest()
        cursor.execute("INSERT INTO bench_chain (body, hash) VALUES (%s, %s)", [body, digest])
        cursor.execute("UPDATE bench_tail SET hash = %s", [digest])


MODES: dict[str, Callable[[int], None]] = {"plain": plain, "audited": audited, "chained": chained}


@dataclass(frozen=True, slots=True)
class Rates:
    """Medians over the rounds: transactions a second of each mode, and the loss of a round's audited to its plain."""

    per_second: dict[str, float]
    loss_percent: float
    busy_percent: float


def prepare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)


def measure(clients: int, inside_ms: float, rounds: int, seconds: float) -> Rates:
    """Every round runs all modes one after the other with the same processes, in turning order."""
    connection.close()
    barrier, counts = FORK.Barrier(clients + 1), FORK.Array("q", clients)
    plan = [mode for turn in range(rounds) for mode in _turned(turn)]
    running = [
        FORK.Process(target=_client, args=(me, plan, inside_ms, seconds, barrier, counts)) for me in range(clients)
    ]
    for process in running:
        process.start()
    found: dict[str, list[float]] = {mode: [] for mode in MODES}
    busy = []
    for mode in plan:
        barrier.wait()
        before, start = _idle_seconds(), time.perf_counter()
        barrier.wait()
        took = time.perf_counter() - start
        found[mode].append(sum(counts[:]) / took)
        busy.append(100 * (1 - (_idle_seconds() - before) / took / multiprocessing.cpu_count()))
    for process in running:
        process.join()
    pairs = zip(found["plain"], found["audited"], strict=True)
    loss = median(100 * (1 - with_record / without) for without, with_record in pairs)
    return Rates({mode: median(rates) for mode, rates in found.items()}, loss, median(busy))


def cost_of_recording(count: int = 1000) -> float:
    """CPU microseconds that an audited transaction takes beyond a plain one: what a busy machine does not blur."""
    spent = []
    for mode in ("plain", "audited"):
        runs = [_cpu_seconds(MODES[mode], count) for _ in range(3)]
        spent.append(min(runs) / count * 1e6)
    return spent[1] - spent[0]


def _cpu_seconds(act: Callable[[int], None], count: int) -> float:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = cursor.fetchone()[0]
    before = time.process_time() + _ticks(backend)
    for _ in range(count):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE bench_case SET state = state + 1 WHERE id = 0")
            act(0)
    return time.process_time() + _ticks(backend) - before


def _ticks(pid: int) -> float:
    """CPU seconds of a process on this machine."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _turned(turn: int) -> list[str]:
    """Plain and audited change places, so that a load that grows or falls favours neither."""
    return ["plain", "audited", "chained"] if turn % 2 == 0 else ["audited", "plain", "chained"]


def _client(me: int, plan: list[str], inside_ms: float, seconds: float, barrier: Any, counts: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    for mode in plan:
        barrier.wait()
        counts[me] = _transactions(me, MODES[mode], inside_ms, seconds)
        barrier.wait()
    connection.close()


def _transactions(me: int, act: Callable[[int], None], inside_ms: float, seconds: float) -> int:
    done, until = 0, time.perf_counter() + seconds
    while time.perf_counter() < until:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE bench_case SET state = state + 1 WHERE id = %s", [me])
            act(me)
            time.sleep(inside_ms / 1000)
        done += 1
    return done


def _idle_seconds() -> float:
    """Seconds that all cores have idled, from the kernel's own count."""
    with open("/proc/stat", encoding="ascii") as file:
        ticks = file.readline().split()
    return (int(ticks[4]) + int(ticks[5])) / 100


@contextmanager
def live_sequencer() -> Iterator[None]:
    """A sequencer in a process of its own, once a second as the beat rings it."""
    connection.close()
    stop = FORK.Event()
    process = FORK.Process(target=_sequences, args=(stop,))
    process.start()
    try:
        yield
    finally:
        stop.set()
        process.join()


def _sequences(stop: Any) -> None:
    while not stop.wait(1.0):
        sequencer.sequence()
    connection.close()
