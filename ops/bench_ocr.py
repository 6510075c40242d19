"""`make bench-ocr N=40 SEED=7 ABLATION=200 ENGINE=rapid`: what the reader gets right on drawn papers, and how fast."""

import os
from random import SystemRandom

from ops.checks import Check, passes, prepared
from ops.stop import Stop

_OPTIONS = {"N": "--papers", "ABLATION": "--ablation", "ENGINE": "--engine"}


def words() -> tuple[str, ...]:
    """The bench's command line, from make's variables; without SEED every run draws papers nobody has seen."""
    given = [(option, os.environ[name]) for name, option in _OPTIONS.items() if os.environ.get(name)]
    seed = os.environ.get("SEED") or str(SystemRandom().randrange(10**6))
    return ("-m", "tests.bench.paper", "--seed", seed, *(word for pair in given for word in pair))


def main() -> int:
    """Print the tables."""
    with prepared() as (layout, environment):
        if not passes(layout, environment, Check("reader", (words(),))):
            raise Stop("make bench-ocr failed.")
    return 0
