"""A sum of money in capitals, as contracts and cheques write it (人民币大写)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, ClassVar

from ocr.api import Unfit, parse_rmb_capitals, rmb_capitals
from workflows.catalogue.field_kind import FieldKind, FieldProblem, text
from workflows.catalogue.item import Field, Label


class Capitals(FieldKind):
    """Kept in one lawful form; expressions also see `<code>_amount`, the number that it says."""

    code = "rmb_capitals"
    messages: ClassVar[Mapping[str, Label]] = {
        "capitals": Label("大写金额不正确，如 壹仟贰佰元整。", "Write the amount in capitals, such as 壹仟贰佰元整.")
    }

    def parse(self, raw: Any, field: Field) -> str:
        try:
            return rmb_capitals(parse_rmb_capitals(text(raw)))
        except Unfit as error:
            raise FieldProblem("capitals") from error

    def scope(self, code: str, value: Any) -> Mapping[str, Any]:
        return {code: value, f"{code}_amount": _amount(value)}

    def mask(self, value: Any, field: Field, language: str) -> str:
        return "***"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整]+$"}


def _amount(value: Any) -> Decimal | None:
    try:
        return parse_rmb_capitals(value) if value else None
    except Unfit:
        return None


KIND = Capitals()
