"""Why a decision came out as it did: values that an evaluation hands back beside its result."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Cell:
    """One input of a table against one test of a rule."""

    input: str
    """Label of the column, or its expression."""
    value: Any
    test: str
    """The cell as written; `-` takes everything."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule that was looked at."""

    number: int
    """Row in the table, from 1."""
    id: str
    description: str
    """Description and annotations of the row, as written."""
    cells: tuple[Cell, ...]
    """For a hit all its cells; for a miss the one that did not hold."""
    outputs: Mapping[str, Any] = field(default_factory=dict)
    """What a hit gives, by output name; empty for a miss."""


@dataclass(frozen=True, slots=True)
class TableRun:
    """One evaluation of one table."""

    table: str
    """Id of the table."""
    policy: str
    """Hit policy as one of U, A, P, F, R, O, C, C+, C#, C<, C>."""
    hits: tuple[Rule, ...]
    misses: tuple[Rule, ...]
    problem: str = ""
    """Why the table has no result although it should: `several_rules`, `rules_differ`, `value_not_allowed`."""


@dataclass(frozen=True, slots=True)
class DecisionRun:
    """One decision of the requirements, evaluated once."""

    name: str
    id: str
    value: Any
    tables: tuple[TableRun, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of an evaluation; `decisions` in the order in which they were made, the asked one last."""

    value: Any
    decisions: tuple[DecisionRun, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """Problem codes of all tables."""
        return tuple(table.problem for run in self.decisions for table in run.tables if table.problem)
