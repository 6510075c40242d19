"""One line of text."""

from typing import Any

from workflows.catalogue.field_kind import FieldKind, no_longer, text
from workflows.catalogue.item import Field


class Text(FieldKind):
    """At most `max` characters, 200 where the pack says nothing."""

    code = "text"
    bounds = int

    def parse(self, raw: Any, field: Field) -> str:
        return no_longer(text(raw), field, 200)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "maxLength": int(field.max) if field.max is not None else 200}


KIND = Text()
