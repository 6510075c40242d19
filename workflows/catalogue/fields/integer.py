"""A whole number."""

import re
from decimal import Decimal
from typing import Any

from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width, within
from workflows.catalogue.item import Field


class Integer(FieldKind):
    """At most 15 digits, so that no JSON reader loses one."""

    code = "integer"
    widget = "number"
    bounds = int

    def parse(self, raw: Any, field: Field) -> int:
        typed = half_width(raw)
        # int() would take underscores and the digits of every script.
        if not re.fullmatch(r"[+-]?[0-9]{1,15}", typed):
            raise FieldProblem("not_integer")
        within(int(typed), field)
        return int(typed)

    def value(self, value: Any) -> Decimal:
        return Decimal(value)

    def schema(self, field: Field) -> dict[str, Any]:
        bounds = {"minimum": field.min, "maximum": field.max}
        return {"type": "integer", **{key: int(bound) for key, bound in bounds.items() if bound is not None}}


KIND = Integer()
