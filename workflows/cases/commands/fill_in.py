"""Type values into the form; what is wrong is kept as typed, with the problem beside it."""

import dataclasses
from collections.abc import Mapping
from typing import ClassVar

from workflows.cases import known
from workflows.cases.command import ApplicantCommand
from workflows.cases.editing import must_be_open_for
from workflows.cases.entering import read
from workflows.cases.models import Fact
from workflows.cases.unit import Unit
from workflows.catalogue.item import Field
from workflows.errors import Invalid, Problem

LONGEST_RAW = 20_000


@dataclasses.dataclass(frozen=True)
class FillIn(ApplicantCommand):
    """Values as typed, by field: text, or a list of texts where several may be chosen."""

    code: ClassVar[str] = "fill_in"
    is_recorded: ClassVar[bool] = False
    values: Mapping[str, str | list[str]]

    @property
    def move(self) -> str:
        """Writing in a draft is no legal act."""
        return ""

    def permit(self, unit: Unit) -> None:
        """Drafts are open; after a correction notice only what it names."""
        must_be_open_for(unit, "field", self.values)

    def carry_out(self, unit: Unit) -> None:
        """Append a fact for each value that differs from what counts now."""
        fields = {field.code: field for field in unit.item.fields}
        if unknown := [code for code in self.values if code not in fields]:
            raise Invalid(*(Problem(code, "unknown_field") for code in unknown))
        for code, raw in self.values.items():
            self._fill(unit, fields[code], raw)
        unit.facts_changed()
        known.follow(unit, self.values)

    def _fill(self, unit: Unit, field: Field, raw: str | list[str]) -> None:
        value, problem = read(field, raw, unit.at)
        before = unit.facts.current(field.code)
        if before is None and value is None and not problem:
            return
        shown = ",".join(raw) if isinstance(raw, list) else raw
        if (
            before is not None
            and (before.value, before.problem) == (value, problem)
            and (value is not None or before.raw == shown)
        ):
            return
        Fact.objects.create(
            case=unit.case,
            field=field.code,
            value=value,
            raw=shown[:LONGEST_RAW],
            problem=problem,
            source=Fact.Source.TYPED,
            grade="D",
            at=unit.at,
            person=unit.actor.person,
        )


KIND = FillIn
