"""The number of a person or an organisation: a resident ID or a credit code, told apart by itself."""

from datetime import date
from typing import Any

from ocr.api import Unfit, resident_id, uscc
from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width
from workflows.catalogue.item import Field


class PartyNumber(FieldKind):
    """18 characters; a resident ID has digits alone before its last one, and its date of birth in the middle."""

    code = "party_number"

    def parse(self, raw: Any, field: Field) -> str:
        typed = half_width(raw)
        try:
            return resident_id(typed).number
        except Unfit as no_person:
            try:
                return uscc(typed)
            except Unfit as no_body:
                looks_like_a_person = typed[:17].isdigit() and typed[:2] not in ("11", "91", "92")
                raise FieldProblem((no_person if looks_like_a_person else no_body).code) from no_body

    def check(self, value: Any, field: Field, today: date) -> None:
        try:
            born_on = resident_id(value).born_on
        except Unfit:
            return
        if born_on > today:
            raise FieldProblem("future_date")

    def mask(self, value: Any, field: Field, language: str) -> str:
        return f"{value[:6]}********{value[-4:]}"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^([0-9]{17}[0-9X]|[0-9A-HJ-NPQRTUWXY]{18})$"}


KIND = PartyNumber()
