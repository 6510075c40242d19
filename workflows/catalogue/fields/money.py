"""A sum of money in yuan, exact to the fen."""

from decimal import Decimal
from typing import Any

from ocr.api import Unfit, parse_rmb
from workflows.catalogue.field_kind import FieldKind, FieldProblem, text, within
from workflows.catalogue.item import Field

MOST = Decimal(10) ** 14


class Money(FieldKind):
    """Kept as a decimal text with two places; figures, ¥12,000.00, 1.2万元 and capitals are read; never a float."""

    code = "money"
    widget = "number"
    bounds = (int, Decimal)

    def parse(self, raw: Any, field: Field) -> str:
        typed = text(
            raw if not isinstance(raw, (float, Decimal)) else f"{raw:f}" if isinstance(raw, Decimal) else str(raw)
        )
        try:
            amount = parse_rmb(typed)
        except Unfit as error:
            raise FieldProblem("money") from error
        if amount >= MOST:
            raise FieldProblem("too_large", limit=f"{MOST:f}")
        within(amount, field)
        return f"{amount:f}"

    def value(self, value: Any) -> Decimal:
        return Decimal(value)

    def show(self, value: Any, field: Field, language: str) -> str:
        amount = f"{Decimal(value):,.2f}"
        return f"CNY {amount}" if language.startswith("en") else f"{amount}元"

    def mask(self, value: Any, field: Field, language: str) -> str:
        return "***"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[0-9]{1,15}\.[0-9]{2}$"}


KIND = Money()
