"""Steps a second of the pure engine: `python -m tests.bench.engine_steps`.

The measured case: start, accept, three parallel reviews, join, a gateway on data, issue, end. Each step
reads its marking from JSON text and writes it back, as a row in a database would.
"""

import json
import sys
import time
from datetime import UTC, datetime
from statistics import median

from tests.workflows.engine.drawing import draw
from workflows.engine import Context, Marking, Process, advance
from workflows.engine.events import Completed, Started

PICTURE = """
(s > accept > +fork > food > +join
+fork > fire > +join
+fork > city > +join
+join > ?seats >[seats > 75 and scope = "cold"] issue > )issued
?seats >/ )refused
"""
FACTS = {f"field {number}": f"value {number}" for number in range(40)} | {"seats": 80, "scope": "cold"}
ROUNDS, CASES = 5, 400


def run(process: Process, through_json: bool) -> int:
    """Take one case from start to end; gives the number of steps."""
    context = Context(FACTS, datetime(2026, 3, 2, tzinfo=UTC))
    marking, steps = advance(process, Marking.empty(), Started(), context).marking, 1
    while marking.state == "running":
        if through_json:
            marking = Marking.from_json(json.loads(json.dumps(marking.to_json())))
        marking = advance(process, marking, Completed(next(iter(marking.work)), "ok"), context).marking
        steps += 1
    return steps


def measure(process: Process, through_json: bool) -> float:
    """Median of the rounds, in steps per second of CPU time."""
    rates = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        steps = sum(run(process, through_json) for _ in range(CASES))
        rates.append(steps / (time.process_time() - begun))
    return median(rates)


def main() -> None:
    """Print both figures and the size of the largest marking."""
    process = draw(PICTURE)
    for through_json in (False, True):
        rate = measure(process, through_json)
        name = "with the marking through JSON" if through_json else "in memory"
        sys.stdout.write(f"engine {name}: {rate:,.0f} steps/s, {1_000_000 / rate:.0f} us a step\n")
    marking = Marking.empty()
    context = Context(FACTS, datetime(2026, 3, 2, tzinfo=UTC))
    marking = advance(process, marking, Started(), context).marking
    for _ in range(4):
        marking = advance(process, marking, Completed(next(iter(marking.work)), "ok"), context).marking
    sys.stdout.write(f"marking before the last step: {len(json.dumps(marking.to_json()))} bytes\n")


if __name__ == "__main__":
    main()
