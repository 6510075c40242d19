"""A resident ID number (GB 11643)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from ocr.api import ResidentId, Unfit, resident_id
from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width
from workflows.catalogue.item import Field


class IdNumber(FieldKind):
    """Expressions also see `<code>_birth`, the day of birth, and `<code>_sex`, 男 or 女."""

    code = "id_number"

    def parse(self, raw: Any, field: Field) -> str:
        try:
            return resident_id(half_width(raw)).number
        except Unfit as error:
            raise FieldProblem(error.code) from error

    def check(self, value: Any, field: Field, today: date) -> None:
        if resident_id(value).born_on > today:
            raise FieldProblem("future_date")

    def scope(self, code: str, value: Any) -> Mapping[str, Any]:
        person = _read(value)
        return {
            code: value,
            f"{code}_birth": person and person.born_on,
            f"{code}_sex": person and person.sex,
        }

    def mask(self, value: Any, field: Field, language: str) -> str:
        return f"{value[:6]}********{value[-4:]}"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{17}[0-9X]$"}


def _read(value: Any) -> ResidentId | None:
    """What the digits say; None for no number, and for one that does not hold."""
    try:
        return resident_id(value) if value else None
    except Unfit:
        return None


KIND = IdNumber()
