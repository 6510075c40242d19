"""Random drawings made of blocks that are sound by construction, with an oracle for what runs in them."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from hypothesis import strategies as st

from tests.workflows.engine.drawing import after, boundary, file
from tests.workflows.engine.test_multi import many
from workflows.engine import Process, read_process

LEAVES = st.sampled_from([("task",), ("timed",), ("manual",), ("none",)]) | st.tuples(
    st.just("many"), st.integers(0, 3), st.booleans()
)
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.tuples(st.just("seq"), st.lists(inner, min_size=1, max_size=3)),
        st.tuples(st.just("par"), st.lists(inner, min_size=2, max_size=3)),
        st.tuples(st.just("xor"), st.lists(inner, min_size=2, max_size=3), st.integers(0, 2)),
        st.tuples(st.just("or"), st.lists(inner, min_size=2, max_size=3), st.integers(0, 7)),
        st.tuples(st.just("sub"), inner),
        st.tuples(st.just("again"), inner, st.integers(1, 2)),
    ),
    max_leaves=8,
)
"""A block: `again` is drawn as a flow back and runs so many times; `or` takes the flows of a bit mask."""


@dataclass
class Sketch:
    """XML of the elements drawn so far, facts that steer the gateways, and how often each task will run."""

    parts: list[str] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    runs: Counter[str] = field(default_factory=Counter)
    numbers: Any = field(default_factory=lambda: count(1))

    def node(self, tag: str, inner: str = "", attributes: str = "") -> str:
        id = f"{tag}{next(self.numbers)}"
        self.parts.append(f'<{tag} id="{id}" {attributes}>{inner}</{tag}>')
        return id

    def flow(self, source: str, target: str, condition: str = "") -> str:
        id = f"f{next(self.numbers)}"
        inner = f"<conditionExpression>{condition}</conditionExpression>" if condition else ""
        self.parts.append(f'<sequenceFlow id="{id}" sourceRef="{source}" targetRef="{target}">{inner}</sequenceFlow>')
        return id

    def draw(self, block: tuple[Any, ...], at: str, times: int) -> str:
        """Draw a block after the node `at`; gives its last node. `times` is how often it runs."""
        drawer = getattr(self, f"_{block[0]}")
        last: str = drawer(at, times, *block[1:])
        return last

    def _none(self, at: str, times: int) -> str:
        return at

    def _task(self, at: str, times: int) -> str:
        id = self.node("userTask")
        self.runs[id] += times
        self.flow(at, id)
        return id

    def _manual(self, at: str, times: int) -> str:
        id = self.node("manualTask")
        self.flow(at, id)
        return id

    def _timed(self, at: str, times: int) -> str:
        id = self._task(at, times)
        self.parts.append(boundary(f"late_{id}", id, after("P1D"), interrupting=False))
        return id

    def _many(self, at: str, times: int, number: int, sequential: bool) -> str:
        id = self.node("userTask", many(str(number), sequential))
        self.runs[id] += times * number
        self.flow(at, id)
        return id

    def _seq(self, at: str, times: int, blocks: list[Any]) -> str:
        for block in blocks:
            at = self.draw(block, at, times)
        return at

    def _split(self, tag: str, at: str, blocks: list[Any], taken: set[int], times: int, fact: str = "") -> str:
        fork, join = self.node(tag), self.node(tag)
        self.flow(at, fork)
        for number, block in enumerate(blocks):
            step = self.node("task")
            self.flow(fork, step, f"list contains({fact}, {number})" if fact else "")
            self.flow(self.draw(block, step, times if number in taken else 0), join)
        # The task after the join shows a join that fires twice.
        return self._task(join, times)

    def _par(self, at: str, times: int, blocks: list[Any]) -> str:
        return self._split("parallelGateway", at, blocks, set(range(len(blocks))), times)

    def _xor(self, at: str, times: int, blocks: list[Any], choice: int) -> str:
        fact = f"x{next(self.numbers)}"
        self.facts[fact] = [choice % len(blocks)]
        return self._split("exclusiveGateway", at, blocks, set(self.facts[fact]), times, fact)

    def _or(self, at: str, times: int, blocks: list[Any], mask: int) -> str:
        fact = f"o{next(self.numbers)}"
        self.facts[fact] = [n for n in range(len(blocks)) if mask >> n & 1] or [0]
        return self._split("inclusiveGateway", at, blocks, set(self.facts[fact]), times, fact)

    def _sub(self, at: str, times: int, block: Any) -> str:
        outer, self.parts = self.parts, []
        start = self.node("startEvent")
        self.flow(self.draw(block, start, times), self.node("endEvent"))
        inside, self.parts = "".join(self.parts), outer
        id = self.node("subProcess", inside)
        self.flow(at, id)
        return id

    def _again(self, at: str, times: int, block: Any, rounds: int) -> str:
        merge, counter, fork = self.node("exclusiveGateway"), self.node("userTask"), self.node("exclusiveGateway")
        self.flow(at, merge)
        self.flow(self.draw(block, merge, times * rounds), counter)
        self.runs[counter] += times * rounds
        self.facts.setdefault("rounds", {})[counter] = rounds
        self.flow(counter, fork)
        self.flow(fork, merge, 'outcome = "again"')
        on = self.node("task")
        self.flow(fork, on, 'outcome = "on"')
        return on


def sketch(block: Any) -> tuple[Process, Sketch]:
    """The drawing of a block between a start and an end."""
    found = Sketch()
    start = found.node("startEvent")
    found.flow(found.draw(block, start, 1), found.node("endEvent"))
    return read_process(file("".join(found.parts))), found
