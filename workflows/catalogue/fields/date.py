"""A day, typed as Chinese papers or ISO write it."""

from datetime import date
from typing import Any

from ocr.api import Unfit, parse_date
from workflows.catalogue.field_kind import FieldKind, FieldProblem, text, within
from workflows.catalogue.item import Field
from workflows.law.dates import long_date


class Day(FieldKind):
    """Kept as an ISO date."""

    code = "date"
    widget = "date"
    bounds = str

    def parse(self, raw: Any, field: Field) -> str:
        try:
            day = parse_date(text(raw)).isoformat()
        except Unfit as error:
            raise FieldProblem(error.code) from error
        within(day, field)
        return day

    def value(self, value: Any) -> date:
        return date.fromisoformat(value)

    def show(self, value: Any, field: Field, language: str) -> str:
        return long_date(date.fromisoformat(value), language)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


KIND = Day()
