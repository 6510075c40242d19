"""An e-mail address."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, ClassVar

from workflows.catalogue.field_kind import FieldKind, FieldProblem, no_longer, text
from workflows.catalogue.item import Field, Label

# The dot-atom form of RFC 5322 3.4.1, with a domain that has a dot: what mail servers of today deliver to.
PATTERN = r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}"


class Email(FieldKind):
    """The domain in small letters; what stands before the @ is kept as typed."""

    code = "email"
    widget = "email"
    messages: ClassVar[Mapping[str, Label]] = {
        "email": Label("请填写电子邮箱，如 name@example.cn。", "Enter an e-mail address, such as name@example.cn.")
    }

    def parse(self, raw: Any, field: Field) -> str:
        # A space inside is a slip that nobody should guess away.
        typed = unicodedata.normalize("NFKC", text(raw))
        if not re.fullmatch(PATTERN, typed) or ".." in typed or typed[0] == ".":
            raise FieldProblem("email")
        name, _, domain = typed.rpartition("@")
        return no_longer(f"{name}@{domain.lower()}", field, 254)

    def mask(self, value: Any, field: Field, language: str) -> str:
        name, _, domain = value.rpartition("@")
        return f"{name[:1]}***@{domain}"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "format": "email", "maxLength": 254}


KIND = Email()
