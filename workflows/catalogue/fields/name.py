"""The name of a person, Chinese or foreign, of any length that the law allows."""

from typing import Any

from ocr.api import Unfit, person_name
from workflows.catalogue.field_kind import FieldKind, FieldProblem, text
from workflows.catalogue.item import Field


class Name(FieldKind):
    """NFC and never NFKC, which would change rare characters; the interpunct is U+00B7."""

    code = "name"

    def parse(self, raw: Any, field: Field) -> str:
        try:
            return person_name(text(raw))
        except Unfit as error:
            raise FieldProblem(error.code) from error

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "maxLength": 80}


KIND = Name()
