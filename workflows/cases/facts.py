"""Facts: which value of a field counts, where it came from, and which sources differ.

What a person typed wins until a person changes it; else the better grade, then the later one.
"""

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Any

from workflows.cases.models import Case, Fact, Paper
from workflows.catalogue.form import scope_of
from workflows.catalogue.item import Item


@dataclasses.dataclass(frozen=True)
class FactView:
    """A value with its source, as pages show it."""

    field: str
    row: int
    value: Any
    raw: str
    problem: str
    source: str
    grade: str
    status: str
    origin: str
    document_sha256: str
    page: int | None
    quad: list[list[float]] | None
    only_compares: bool
    order: int

    @classmethod
    def of(cls, row: Fact) -> "FactView":
        """The frozen view of a row."""
        names = [field.name for field in dataclasses.fields(cls) if field.name != "order"]
        return cls(**{name: getattr(row, name) for name in names}, order=row.pk)


SLOW = frozenset({"register", "account", "licence", "case", "sibling"})
"""Sources that had the value before anybody typed it, even where they answered later."""


def rank(fact: FactView) -> tuple[bool, str, int]:
    """Sorts the fact that counts first: typed, then grade A before D, then the newest."""
    return (fact.source != Fact.Source.TYPED, fact.grade, -fact.order)


def told_by(item: Item, slot_code: str) -> set[str]:
    """Fields of the form about which the paper in this slot says something."""
    slot = item.slot(slot_code)
    return {*slot.prefill.values(), *slot.compare.values()} if slot else set()


class FactBook:
    """All facts of a case, by field and row."""

    def __init__(self, item: Item, facts: list[FactView]) -> None:
        self.item = item
        self._by_place: dict[tuple[str, int], list[FactView]] = {}
        for fact in facts:
            self._by_place.setdefault((fact.field, fact.row), []).append(fact)
        self._values = {
            field.code: current.value
            for field in item.fields
            if (current := self.current(field.code)) is not None and current.value is not None
        }

    @classmethod
    def of(cls, case: Case, item: Item) -> "FactBook":
        """Read the facts of a case; those from papers that were taken out again do not count."""
        present = Paper.objects.filter(case=case, removed_at=None).values_list("sha256", "slot")
        return cls.among(item, Fact.objects.filter(case=case).order_by("pk"), present)

    @classmethod
    def among(cls, item: Item, rows: Iterable[Fact], present: Iterable[tuple[str, str]]) -> "FactBook":
        """The same of rows in the order of their ids, and of the papers (digest, slot) that lay in the case."""
        # By slot, for the same picture may have lain in the wrong one before, and was read there as another paper.
        kept = {(sha256, field) for sha256, slot in present for field in told_by(item, slot)}
        return cls(
            item, [FactView.of(r) for r in rows if not r.document_sha256 or (r.document_sha256, r.field) in kept]
        )

    def current(self, field: str, row: int = 0) -> FactView | None:
        """The fact that counts for this field, or None where nothing is known.

        A field that a person emptied stays empty against what was known then; what is learned later fills it.
        """
        facts = self._by_place.get((field, row), [])
        typed = min((fact for fact in facts if fact.source == Fact.Source.TYPED), key=rank, default=None)
        if typed is not None and (typed.value is not None or typed.raw):
            return typed
        since = typed.order if typed else 0
        later = [f for f in facts if f.value is not None and not f.only_compares and f.order > since]
        return min((fact for fact in later if fact.source != Fact.Source.TYPED), key=rank, default=typed)

    def differing(self, field: str, row: int = 0) -> tuple[FactView, ...]:
        """The latest word of every other source that says something else than the value that counts."""
        current = self.current(field, row)
        if current is None or current.value is None:
            return ()
        return tuple(fact for fact in self.latest(field, row) if fact.value != current.value)

    def latest(self, field: str, row: int = 0) -> tuple[FactView, ...]:
        """The latest word of every source that is not the person, in the order of their first ones."""
        found: dict[tuple[str, str, str], FactView] = {}
        for fact in self._by_place.get((field, row), []):
            if fact.source != Fact.Source.TYPED and fact.value is not None:
                found[fact.source, fact.origin, fact.document_sha256] = fact
        return tuple(found.values())

    def confirmed_by(self, field: str, row: int = 0) -> tuple[FactView, ...]:
        """The latest word of every other source that says the same as the value that counts."""
        current = self.current(field, row)
        if current is None or current.value is None:
            return ()
        said = (current.source, current.origin, current.document_sha256)
        others = [f for f in self.latest(field, row) if (f.source, f.origin, f.document_sha256) != said]
        return tuple(f for f in others if f.value == current.value)

    def re_typed(self) -> int:
        """How many fields were typed although a paper had said the value, or a source had it."""
        return sum(self._is_re_typed(facts) for facts in self._by_place.values())

    def _is_re_typed(self, facts: list[FactView]) -> bool:
        known: list[Any] = [fact.value for fact in facts if fact.source in SLOW]
        for fact in facts:
            if fact.source != Fact.Source.TYPED:
                known.append(fact.value)
            elif fact.value is not None and fact.value in known:
                return True
        return False

    @property
    def known(self) -> Mapping[str, Any]:
        """The value that counts of each field that has one, in JSON form, asked for or not."""
        return self._values

    def scope(self) -> Mapping[str, Any]:
        """The values as FEEL sees them; a field that is not known is null."""
        return scope_of(self.item, self._values)
