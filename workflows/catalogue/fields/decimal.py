"""A number with decimals, exact."""

import re
from decimal import Decimal
from typing import Any

from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width, within
from workflows.catalogue.item import Field


class Exact(FieldKind):
    """Kept as a decimal text without exponent; never a float."""

    code = "decimal"
    widget = "number"
    bounds = (int, Decimal)

    def parse(self, raw: Any, field: Field) -> str:
        # A JSON number may come as float; its repr is what was sent, its value is not.
        typed = half_width(raw if not isinstance(raw, (float, Decimal)) else str(raw))
        if not re.fullmatch(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?", typed):
            raise FieldProblem("not_decimal")
        within(number := Decimal(typed), field)
        # Adding zero turns -0 into 0.
        return f"{number.normalize() + 0:f}"

    def value(self, value: Any) -> Decimal:
        return Decimal(value)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^-?[0-9]{1,15}(\.[0-9]{1,9})?$"}


KIND = Exact()
