"""The last day of something that may have none: a day, or 长期."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from ocr.api import LONG_TERM, Unfit, parse_end
from workflows.catalogue.field_kind import FieldKind, FieldProblem, text, within
from workflows.catalogue.item import Field, Label
from workflows.law.dates import long_date

WORDS = Label("长期", "without end")


class EndDate(FieldKind):
    """Kept as an ISO date or `long_term`; expressions see the last day of the calendar for what never ends."""

    code = "end_date"
    bounds = str
    messages: ClassVar[Mapping[str, Label]] = {
        "date": Label("请填写日期，如 2036-03-01，或者填写长期。", "Enter a date, such as 2036-03-01, or 长期.")
    }

    def parse(self, raw: Any, field: Field) -> str:
        typed = text(raw)
        try:
            day = None if typed == LONG_TERM else parse_end(typed)
        except Unfit as error:
            raise FieldProblem(error.code) from error
        if day is None:
            return LONG_TERM
        within(day.isoformat(), field)
        return day.isoformat()

    def value(self, value: Any) -> date:
        return date.max if value == LONG_TERM else date.fromisoformat(value)

    def show(self, value: Any, field: Field, language: str) -> str:
        return WORDS.text(language) if value == LONG_TERM else long_date(date.fromisoformat(value), language)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"anyOf": [{"type": "string", "format": "date"}, {"const": LONG_TERM}]}


KIND = EndDate()
