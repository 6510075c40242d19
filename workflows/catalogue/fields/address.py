"""An address as one text, from the district to the room; a parsed form with codes stands beside it in registers."""

import re
from typing import Any

from workflows.catalogue.field_kind import FieldKind, no_longer, text
from workflows.catalogue.item import Field


class Address(FieldKind):
    """Kept as written, with spaces between Chinese characters removed."""

    code = "address"
    widget = "textarea"
    bounds = int

    def parse(self, raw: Any, field: Field) -> str:
        typed = " ".join(text(" ".join(str(raw).split()) if isinstance(raw, str) else raw).split())
        return no_longer(re.sub(r"(?<=[㐀-鿿]) (?=[㐀-鿿0-9])|(?<=[0-9]) (?=[㐀-鿿])", "", typed), field, 200)

    def mask(self, value: Any, field: Field, language: str) -> str:
        """As far as the first street or sub-district; what leads to the door goes."""
        road = re.match(r".*?[路街巷道村](?![路街巷道村])", str(value))
        return (road.group() if road else str(value)[:6]) + "***"

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "maxLength": int(field.max) if field.max is not None else 200}


KIND = Address()
