"""A time of day."""

import re
from collections.abc import Mapping
from datetime import time
from typing import Any, ClassVar

from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width, within
from workflows.catalogue.item import Field, Label

WRITTEN = re.compile(r"(上午|下午|晚上|凌晨)?(\d{1,2})(?:[:时点](\d{1,2})?分?)(?::\d{2})?")


class TimeOfDay(FieldKind):
    """Kept as HH:MM of the place; 下午3时30分 is read."""

    code = "time"
    bounds = str
    messages: ClassVar[Mapping[str, Label]] = {
        "time": Label(
            "请填写时间，如 09:30。",
            "Enter a time, such as 09:30.",
        )
    }

    def parse(self, raw: Any, field: Field) -> str:
        found = WRITTEN.fullmatch(half_width(raw))
        if found is None:
            raise FieldProblem("time")
        hour, minute = int(found[2]), int(found[3] or 0)
        if found[1] in ("下午", "晚上") and hour < 12:
            hour += 12
        try:
            kept = time(hour, minute).strftime("%H:%M")
        except ValueError as error:
            raise FieldProblem("time") from error
        within(kept, field)
        return kept

    def value(self, value: Any) -> time:
        return time.fromisoformat(value)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}


KIND = TimeOfDay()
