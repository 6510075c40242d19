"""The way of a case as its guide draws it: which steps follow each other, and which run side by side."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from workflows.api import Item, Step


@dataclass(frozen=True)
class Stage:
    """Steps that run at the same time."""

    steps: tuple[Step, ...]
    is_conditional: bool
    """Whether a case may go past them."""


def stages_of(item: Item) -> tuple[Stage, ...]:
    """The stages in their order."""
    return _stages(item.sha256, item)


class _Way:
    """The drawing without its arrows back."""

    def __init__(self, item: Item) -> None:
        self.nodes = item.process.nodes
        self.before: dict[str, set[str]] = {code: set() for code in self.nodes}
        for flow in forward(self.nodes):
            self.before[flow.target].add(flow.source)

    def ancestors(self, code: str) -> set[str]:
        """Everything from which `code` can be reached."""
        found: set[str] = set()
        waiting = list(self.before[code])
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += self.before[one]
        return found

    def may_be_passed(self, code: str) -> bool:
        """A choice just before it leads past it to where it leads itself."""
        after = {flow.target for flow in self.nodes[code].outgoing}
        choices = [self.nodes[flow.source] for flow in self.nodes[code].incoming]
        return any(
            flow.target in after for choice in choices for flow in choice.outgoing if choice.element.group == "gateway"
        )


def forward(nodes: Any) -> Iterable[Any]:
    """The flows of a drawing but those that lead back to where one has been; depth first from the starts."""
    found, done, standing = [], set(), set()

    def walk(code: str) -> None:
        standing.add(code)
        for flow in nodes[code].outgoing:
            if flow.target in standing:
                continue
            found.append(flow)
            if flow.target not in done:
                walk(flow.target)
        standing.discard(code)
        done.add(code)

    for code, node in nodes.items():
        if not node.incoming:
            walk(code)
    return found


@cache
def _memo() -> dict[str, tuple[Stage, ...]]:
    return {}


def _stages(sha256: str, item: Item) -> tuple[Stage, ...]:
    kept = _memo()
    if sha256 not in kept:
        way = _Way(item)
        steps = [step for code, step in item.steps.items() if code in way.nodes]
        ancestors = {step.element: way.ancestors(step.element) for step in steps}
        rank: dict[str, int] = {}
        for step in sorted(steps, key=lambda one: len(ancestors[one.element])):
            earlier = [rank[code] for code in rank if code in ancestors[step.element]]
            rank[step.element] = 1 + max(earlier, default=0)
        kept[sha256] = tuple(
            Stage(found, all(way.may_be_passed(step.element) for step in found))
            for place in sorted(set(rank.values()))
            if (found := tuple(step for step in steps if rank[step.element] == place))
        )
    return kept[sha256]
