"""`make bench-ledger ENTRIES=1000000 ONLY="loss gas"`: figures; `make faults-ledger`: what harms a ledger."""

import os

from ops.checks import Check, passes, prepared
from ops.stop import Stop


def _run(name: str, words: tuple[str, ...]) -> int:
    with prepared() as (layout, environment):
        if not passes(layout, environment, Check(name, (words,))):
            raise Stop(f"make {name} failed.")
    return 0


def faults() -> int:
    """Run what harms a ledger, then print the tables of tampering and of faults with what became of each row."""
    marks = ("-m", "tamper or fault", "-n", str(min(os.cpu_count() or 1, 4)), "--dist", "loadfile")
    return _run("faults-ledger", ("-m", "pytest", "tests/ledger", "--quiet", "--tables", *marks))


def bench() -> int:
    """Print the figures; they are of this machine in this hour, and say under what load."""
    entries, only = os.environ.get("ENTRIES", ""), os.environ.get("ONLY", "")
    words = [*(("--entries", entries) if entries else ()), *(("--only", *only.split()) if only else ())]
    return _run("bench-ledger", ("-m", "tests.bench.ledger", *words))
