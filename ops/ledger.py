"""`make bench-ledger ENTRIES=1000000 ONLY="loss gas"`: figures; `make faults-ledger`: what harms a ledger."""

import os

from ops.checks import Check, passes, prepared
from ops.stop import Stop


def _run(name: str, words: tuple[str, ...]) -> int:
    with prepared() as (layout, environment):
        if not passes(layout, environment, Check(name, (words,))):
            raise Stop(f"make {name} failed.")
    return 0


def bench() -> int:
    """Print the figures; they are of this machine in this hour, and say under what load."""
    entries, only = os.environ.get("ENTRIES", ""), os.environ.get("ONLY", "")
    words = [*(("--entries", entries) if entries else ()), *(("--only", *only.split()) if only else ())]
    return _run("bench-ledger", ("-m", "tests.bench.ledger", *words))
