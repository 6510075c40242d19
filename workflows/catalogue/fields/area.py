"""An area in square metres."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width, within
from workflows.catalogue.item import Field, Label

UNIT = re.compile(r"(平方米|平米|m2|㎡|sqm)$", re.IGNORECASE)


class SquareMetres(FieldKind):
    """Kept as a decimal text; the unit may be typed with it, and other units are refused rather than guessed."""

    code = "area"
    widget = "number"
    bounds = (int, Decimal)
    messages: ClassVar[Mapping[str, Label]] = {
        "square_metres": Label("请填写以平方米计的面积，如 86.5。", "Enter the area in square metres, such as 86.5.")
    }

    def parse(self, raw: Any, field: Field) -> str:
        typed = UNIT.sub("", half_width(raw if not isinstance(raw, (float, Decimal)) else str(raw))).replace(",", "")
        if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,4})?", typed) or Decimal(typed) == 0:
            raise FieldProblem("square_metres")
        within(number := Decimal(typed), field)
        return f"{number.normalize():f}"

    def value(self, value: Any) -> Decimal:
        return Decimal(value)

    def show(self, value: Any, field: Field, language: str) -> str:
        return f"{value} m²" if language.startswith("en") else f"{value}平方米"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[0-9]{1,12}(\.[0-9]{1,4})?$"}


KIND = SquareMetres()
