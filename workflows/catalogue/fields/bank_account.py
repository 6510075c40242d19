"""A bank account or card number into which money is paid."""

import re
from collections.abc import Mapping
from typing import Any, ClassVar

from workflows.catalogue.field_kind import FieldKind, FieldProblem, half_width
from workflows.catalogue.item import Field, Label


class BankAccount(FieldKind):
    """Nine to thirty digits; accounts carry no check digit that all banks share, so none is held against them."""

    code = "bank_account"
    messages: ClassVar[Mapping[str, Label]] = {
        "bank_account": Label(
            "账号应为9至30位数字，请与银行卡核对。",
            "An account number has 9 to 30 digits. Compare it with the card.",
        )
    }

    def parse(self, raw: Any, field: Field) -> str:
        typed = half_width(raw).replace("-", "")
        if not re.fullmatch(r"[0-9]{9,30}", typed):
            raise FieldProblem("bank_account")
        return typed

    def show(self, value: Any, field: Field, language: str) -> str:
        """In groups of four, as cards print it."""
        return " ".join(value[at : at + 4] for at in range(0, len(value), 4))

    def mask(self, value: Any, field: Field, language: str) -> str:
        return f"**** {value[-4:]}"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[0-9]{9,30}$"}


KIND = BankAccount()
