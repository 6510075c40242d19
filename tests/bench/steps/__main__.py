"""The measured case in each engine, in turns: `python -m tests.bench.steps [--open 0 10000 100000] [--rounds 3]`.

CPU is that of client and server together; the ratio is to five statements by hand, in the same minutes on the same
machine. Each engine has a database of its own, which is dropped at the end.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any

import psycopg
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from ops.layout import PROJECT
from tests.bench.steps import peers
from tests.bench.steps.trips import Door
from tests.bench.steps.worker import STEPS

HERE = Path(__file__).parent
HAND, OURS = "raw", "onedoor"
PEERS = ("spiff", "viewflow_case")
CASES = {HAND: 60, OURS: 40, "spiff": 30, "viewflow_case": 12}
WARM = 10
TOLD = {HAND: "SQL by hand", OURS: "OneDoor", "spiff": "SpiffWorkflow", "viewflow_case": "django-viewflow"}


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


class Worker:
    """An engine in its own process, on its own database."""

    def __init__(self, name: str, python: Path | str, address: str) -> None:
        self.name = name
        command = [str(python), str(HERE / f"{name}.py"), address]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT)

    def ask(self, *words: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit(f"{self.name} ended with {self.process.wait()}")
        return json.loads(answer)

    def close(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait()


def address_of(engine: str, **other: str) -> str:
    """The given database's address, with another database in the same cluster."""
    parts = {key: str(value) for key, value in conninfo_to_dict(os.environ["DATABASE_URL"]).items()}
    return "postgresql:///?" + "&".join(f"{k}={v}" for k, v in (parts | {"dbname": f"steps_{engine}"} | other).items())


@contextmanager
def databases(engines: list[str]) -> Iterator[None]:
    """An empty database for each engine."""
    outside = make_conninfo(os.environ["DATABASE_URL"])

    def each(sql: str) -> None:
        with psycopg.connect(outside, autocommit=True) as connection:
            for engine in engines:
                connection.execute(sql.format(f"steps_{engine}"))

    each("DROP DATABASE IF EXISTS {} WITH (FORCE)")
    each("CREATE DATABASE {}")
    try:
        yield
    finally:
        each("DROP DATABASE IF EXISTS {} WITH (FORCE)")


def cpu_us(found: dict[str, float]) -> float:
    return found["client_us"] + found["server_us"]


def measured(workers: list[Worker], rounds: int) -> dict[str, list[dict[str, float]]]:
    """Rounds of each engine, one engine after the other in every round."""
    found: dict[str, list[dict[str, float]]] = {worker.name: [] for worker in workers}
    for _ in range(rounds):
        for worker in workers:
            found[worker.name].append(worker.ask("measure", CASES[worker.name]))
    return found


def table(is_open: int, found: dict[str, list[dict[str, float]]]) -> float:
    """Print the medians; gives OneDoor's ratio, the median over the rounds of each round's own ratio."""
    tell(f"with {is_open:,} open cases, each step:")
    ratio = 1.0
    for name, rounds in found.items():
        middle = {key: median(each[key] for each in rounds) for key in rounds[0]}
        ratios = [cpu_us(ours) / cpu_us(hand) for ours, hand in zip(rounds, found[HAND], strict=True)]
        ratio = median(ratios) if name == OURS else ratio
        tell(
            f"  {TOLD[name]:16} CPU {middle['client_us']:6.0f} + {middle['server_us']:5.0f} us,"
            f" {median(ratios):5.2f} x by hand; {middle['buffers']:5.0f} buffers; {middle['wall_us'] / 1000:5.1f} ms"
        )
    return ratio


def trips(engine: str, python: Path | str) -> None:
    """Print how often a step waits for the server."""
    host = str(conninfo_to_dict(os.environ["DATABASE_URL"]).get("host", ""))
    if not host.startswith("/"):
        return
    with tempfile.TemporaryDirectory() as folder:
        door = Door(Path(folder), f"{host}/.s.PGSQL.5432")
        worker = Worker(engine, python, address_of(engine, host=folder, port="5432"))
        worker.ask("start", WARM)
        worker.ask("drive")
        worker.ask("start", WARM)
        before = door.trips, door.commits
        worker.ask("drive")
        steps = WARM * STEPS
        per_step = (door.trips - before[0]) / steps, (door.commits - before[1]) / steps
        worker.close()
    tell(f"  {TOLD[engine]:16} {per_step[0]:5.1f} round trips and {per_step[1]:.1f} commits a step")


def run(levels: list[int], rounds: int, pythons: dict[str, Path | str]) -> None:
    """Measure at each number of open cases; the databases grow from one to the next."""
    workers = [Worker(name, python, address_of(name)) for name, python in pythons.items()]
    for worker in workers:
        worker.ask("prepare")
        worker.ask("measure", WARM)
    ratio, is_open = 1.0, 0
    for level in levels:
        for worker in workers if level > is_open else ():
            worker.ask("fill", level - is_open)
        is_open = max(level, is_open)
        found = measured(workers, rounds)
        at = table(level, found)
        ratio = at if level == levels[0] else ratio
        if level == levels[0]:
            sizes(workers)
    for worker in workers:
        worker.close()
    for name, python in pythons.items():
        trips(name, python)
    tell(f"step ratio: {ratio:.2f}")


def sizes(workers: list[Worker]) -> None:
    """Print what the rows of a finished case take."""
    for worker in workers:
        rows = worker.ask("size")
        cases = worker.ask("count")
        told = ", ".join(f"{table.split('_', 1)[1]} {size / cases:.0f}" for table, size in rows.items())
        tell(f"  {TOLD[worker.name]:16} {sum(rows.values()) / cases:5.0f} bytes a case: {told}")


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--open", type=int, nargs="*", default=[0, 10_000, 100_000])
    reader.add_argument("--rounds", type=int, default=3)
    words = reader.parse_args()
    var = Path(os.environ.get("ONEDOOR_VAR") or PROJECT / "var")
    pythons: dict[str, Path | str] = {HAND: sys.executable, OURS: sys.executable}
    other = peers.python(var)
    if other is None:
        tell("The peers are left out: their packages cannot be installed.")
    pythons |= {name: other for name in PEERS if other is not None}
    with databases(list(pythons)):
        run(words.open, words.rounds, pythons)


if __name__ == "__main__":
    main()
