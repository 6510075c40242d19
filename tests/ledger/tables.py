"""The tables of tampering and of faults: each row is said by the test that shows it, and printed with its outcome.

`python -m tests.ledger.tables` prints both as docs/trust.md holds them.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import django
import pytest

COLUMNS = {
    "tamper": ("who", "does what", "when", "is seen by", "how and when"),
    "fault": ("fault", "how it is noticed", "state after it"),
}


def tamper(who: str, what: str, when: str, seen_by: str, how: str) -> pytest.MarkDecorator:
    """A cell of the first table, for the test that shows it."""
    return pytest.mark.tamper(who, what, when, seen_by, how)


def fault(what: str, noticed: str, after: str) -> pytest.MarkDecorator:
    """A row of the second table; that nothing is lost or doubled and that receipts verify goes without saying."""
    return pytest.mark.fault(what, noticed, after)


@dataclass(frozen=True, order=True, slots=True)
class Row:
    cells: tuple[str, ...]
    test: str

    def line(self, last: str) -> str:
        return f"| {' | '.join([*self.cells, last])} |"


def rows(kind: str) -> list[Row]:
    """Every row of one table, from the marks in the modules beside this one."""
    package = importlib.import_module("tests.ledger")
    names = [found.name for found in pkgutil.iter_modules(package.__path__) if found.name.startswith("test_")]
    return sorted({row for name in names for row in _marked(importlib.import_module(f"tests.ledger.{name}"), kind)})


def _marked(module: ModuleType, kind: str) -> Iterator[Row]:
    for name, thing in vars(module).items():
        if name.startswith("test_") and getattr(thing, "__module__", "") == module.__name__:
            for mark in _marks(getattr(thing, "pytestmark", [])):
                if mark.name == kind:
                    yield Row(mark.args, f"{module.__name__.rsplit('.', 1)[1]}.{name}")


def _marks(marks: list[pytest.Mark]) -> Iterator[pytest.Mark]:
    """The marks themselves and those of single parameters."""
    for mark in marks:
        yield mark
        if mark.name == "parametrize":
            for parameters in mark.args[1]:
                yield from getattr(parameters, "marks", ())


def document(kind: str) -> str:
    """The table as the documents hold it."""
    head = [*COLUMNS[kind], "test"]
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    return "\n".join([*lines, *(row.line(f"`{row.test}`") for row in rows(kind))])


def note(item: pytest.Item) -> None:
    """Sends the test's rows along with its report, also from a worker process."""
    for kind in COLUMNS:
        for mark in item.iter_markers(kind):
            test = f"{item.path.stem}.{getattr(item, 'originalname', item.name)}"
            item.user_properties.append((kind, [*mark.args, test]))


def told(stats: dict[str, list[Any]], kind: str) -> Iterator[str]:
    """The table with what became of each row: held, skipped or FAILED."""
    found: dict[Row, set[str]] = {}
    for outcome, word in (("passed", "held"), ("skipped", "skipped"), ("failed", "FAILED"), ("error", "FAILED")):
        for report in stats.get(outcome, []):
            for name, cells in getattr(report, "user_properties", []):
                if name == kind:
                    found.setdefault(Row(tuple(cells[:-1]), cells[-1]), set()).add(word)
    yield " | ".join([*COLUMNS[kind], "shown by", "outcome"])
    for row in sorted(found):
        worst = next(word for word in ("FAILED", "skipped", "held") if word in found[row])
        yield " | ".join([*row.cells, row.test, worst])


if __name__ == "__main__":
    django.setup()
    sys.stdout.write("\n\n".join(document(kind) for kind in COLUMNS) + "\n")
