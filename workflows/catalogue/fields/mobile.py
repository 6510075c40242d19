"""A mobile number of the mainland."""

from typing import Any

from ocr.api import Unfit, mobile
from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width
from workflows.catalogue.item import Field


class Mobile(FieldKind):
    """Eleven digits, without the country code."""

    code = "mobile"
    widget = "tel"

    def parse(self, raw: Any, field: Field) -> str:
        try:
            return mobile(half_width(raw))
        except Unfit as error:
            raise FieldProblem(error.code) from error

    def mask(self, value: Any, field: Field, language: str) -> str:
        return f"{value[:3]}****{value[-4:]}"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^1[3-9][0-9]{9}$"}


KIND = Mobile()
