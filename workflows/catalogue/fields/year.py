"""A year of the calendar."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width, within
from workflows.catalogue.item import Field, Label

DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


class Year(FieldKind):
    """Four digits, also written 二〇二六年."""

    code = "year"
    widget = "number"
    bounds = int
    messages: ClassVar[Mapping[str, Label]] = {
        "year": Label("请填写四位年份，如 2026。", "Enter a year of four digits, such as 2026.")
    }

    def parse(self, raw: Any, field: Field) -> int:
        typed = half_width(raw).removesuffix("年").translate(DIGITS)
        if not re.fullmatch(r"(1[6-9]|2[0-9])[0-9]{2}", typed):
            raise FieldProblem("year")
        within(int(typed), field)
        return int(typed)

    def value(self, value: Any) -> Decimal:
        return Decimal(value)

    def show(self, value: Any, field: Field, language: str) -> str:
        return str(value) if language.startswith("en") else f"{value}年"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1600, "maximum": 2999}


KIND = Year()
