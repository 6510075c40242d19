"""A moment: a day and a time of day at the place."""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, ClassVar
from zoneinfo import ZoneInfo

from ocr.api import Unfit, parse_date
from workflows.catalogue.field_kind import FieldKind, FieldProblem, text
from workflows.catalogue.item import Field, Label
from workflows.law.dates import long_date

ZONE = ZoneInfo("Asia/Shanghai")
WRITTEN = re.compile(r"(.+?[日号]|[\d./-]+)[ T]*(\d{1,2})[:时点](\d{1,2})?(?:[:分](\d{1,2})秒?)?分?")


class Moment(FieldKind):
    """Kept as ISO with the offset of the place; what comes with another offset is moved to it."""

    code = "datetime"
    messages: ClassVar[Mapping[str, Label]] = {
        "moment": Label(
            "请填写日期和时间，如 2026-10-28 06:42。",
            "Enter a day and a time, such as 2026-10-28 06:42.",
        )
    }

    def parse(self, raw: Any, field: Field) -> str:
        typed = text(raw)
        try:
            return datetime.fromisoformat(typed).replace(microsecond=0, **_zone(typed)).astimezone(ZONE).isoformat()
        except (ValueError, OverflowError):
            return self._written(typed)

    def _written(self, typed: str) -> str:
        found = WRITTEN.fullmatch(typed)
        if found is None:
            raise FieldProblem("moment")
        try:
            day = parse_date(found[1])
            at = datetime(day.year, day.month, day.day, int(found[2]), int(found[3] or 0), int(found[4] or 0), 0, ZONE)
        except (Unfit, ValueError) as error:
            raise FieldProblem("moment") from error
        return at.isoformat()

    def check(self, value: Any, field: Field, today: date) -> None:
        """A moment more than a century away is a slip of the pen."""
        if abs(datetime.fromisoformat(value).date() - today) > timedelta(days=40_000):
            raise FieldProblem("moment")

    def value(self, value: Any) -> datetime:
        return datetime.fromisoformat(value)

    def show(self, value: Any, field: Field, language: str) -> str:
        at = datetime.fromisoformat(value)
        return f"{long_date(at.date(), language)} {at:%H:%M}"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "format": "date-time"}


def _zone(typed: str) -> dict[str, Any]:
    """The place's own time where none is written. Raises ValueError for a day without a time."""
    if not re.search(r"\d[T ]\d", typed):
        raise ValueError(typed)
    return {} if re.search(r"(Z|[+-]\d\d:?\d\d)$", typed) else {"tzinfo": ZONE}


KIND = Moment()
