"""A share in per cent."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width, within
from workflows.catalogue.item import Field, Label


class Percent(FieldKind):
    """Kept as typed before the sign: 12.5 is 12.5 %, and expressions see 12.5."""

    code = "percent"
    widget = "number"
    bounds = (int, Decimal)
    messages: ClassVar[Mapping[str, Label]] = {
        "percent": Label("请填写0到100之间的百分数，如 12.5。", "Enter a percentage from 0 to 100, such as 12.5.")
    }

    def parse(self, raw: Any, field: Field) -> str:
        typed = half_width(raw if not isinstance(raw, (float, Decimal)) else str(raw)).removesuffix("%")
        if not re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", typed) or Decimal(typed) > 100:
            raise FieldProblem("percent")
        within(number := Decimal(typed), field)
        return f"{number.normalize() + 0:f}"

    def value(self, value: Any) -> Decimal:
        return Decimal(value)

    def show(self, value: Any, field: Field, language: str) -> str:
        return f"{value}%"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^(100|[0-9]{1,2}(\.[0-9]{1,6})?)$"}


KIND = Percent()
