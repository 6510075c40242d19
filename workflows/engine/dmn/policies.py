"""Hit policies: what a table gives when rules hit; one function a policy."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Any

from workflows.engine.feel.values.arithmetic import add
from workflows.engine.feel.values.compare import equal, order
from workflows.engine.feel.values.run import Run

Outputs = Sequence[Any]
"""Values of one rule in the order of the table's outputs."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The rules that count, or why none does."""

    rows: Sequence[Outputs] | None
    many: bool = False
    problem: str = ""


Ranks = Sequence[Sequence[Any]]
"""For each output the allowed values in the order of their priority."""


def _unique(rows: Sequence[Outputs], ranks: Ranks, run: Run) -> Verdict:
    return Verdict(rows) if len(rows) < 2 else Verdict(None, problem="several_rules")


def _any(rows: Sequence[Outputs], ranks: Ranks, run: Run) -> Verdict:
    same = all(equal(list(row), list(rows[0]), run) is True for row in rows)
    return Verdict(rows[:1]) if same else Verdict(None, problem="rules_differ")


def _first(rows: Sequence[Outputs], ranks: Ranks, run: Run) -> Verdict:
    return Verdict(rows[:1])


def _priority(rows: Sequence[Outputs], ranks: Ranks, run: Run) -> Verdict:
    return Verdict(_ordered(rows, ranks, run)[:1])


def _rule_order(rows: Sequence[Outputs], ranks: Ranks, run: Run) -> Verdict:
    return Verdict(rows, many=True)


def _output_order(rows: Sequence[Outputs], ranks: Ranks, run: Run) -> Verdict:
    return Verdict(_ordered(rows, ranks, run), many=True)


def _ordered(rows: Sequence[Outputs], ranks: Ranks, run: Run) -> list[Outputs]:
    """By the first output's priority, then the second's; an unlisted value comes last."""

    def place(row: Outputs) -> list[int]:
        return [_rank(value, ranked, run) for value, ranked in zip(row, ranks, strict=True)]

    return sorted(rows, key=place)


def _rank(value: Any, ranked: Sequence[Any], run: Run) -> int:
    run.charge(len(ranked))
    return next((index for index, each in enumerate(ranked) if equal(each, value, run) is True), len(ranked))


POLICIES: dict[str, Callable[[Sequence[Outputs], Ranks, Run], Verdict]] = {
    "U": _unique,
    "A": _any,
    "P": _priority,
    "F": _first,
    "R": _rule_order,
    "O": _output_order,
    "C": _rule_order,
}


def _sum(values: list[Any]) -> Any:
    return reduce(add, values)


def _extreme(sign: int) -> Callable[[list[Any]], Any]:
    def pick(values: list[Any]) -> Any:
        best = values[0]
        for value in values[1:]:
            compared = order(value, best)
            if compared is None:
                return None
            best = value if compared == sign else best
        return best

    return pick


AGGREGATES: dict[str, Callable[[list[Any]], Any]] = {
    "C+": _sum,
    "C#": lambda values: Decimal(len(values)),
    "C<": _extreme(-1),
    "C>": _extreme(1),
}
CODES = {
    "UNIQUE": "U",
    "ANY": "A",
    "PRIORITY": "P",
    "FIRST": "F",
    "RULE ORDER": "R",
    "OUTPUT ORDER": "O",
    "COLLECT": "C",
}
AGGREGATION_CODES = {"": "C", "SUM": "C+", "COUNT": "C#", "MIN": "C<", "MAX": "C>"}
