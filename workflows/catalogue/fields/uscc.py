"""A unified social credit code (GB 32100)."""

from typing import Any

from ocr.api import Unfit, uscc
from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width
from workflows.catalogue.item import Field


class CreditCode(FieldKind):
    """18 characters with a check character."""

    code = "uscc"

    def parse(self, raw: Any, field: Field) -> str:
        try:
            return uscc(half_width(raw))
        except Unfit as error:
            raise FieldProblem(error.code) from error

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9A-HJ-NPQRTUWXY]{18}$"}


KIND = CreditCode()
