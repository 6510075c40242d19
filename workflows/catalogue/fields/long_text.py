"""A text of several lines."""

import re
import unicodedata
from typing import Any

from workflows.catalogue.field_kind import FieldKind, FieldProblem, no_longer
from workflows.catalogue.item import Field

LONGEST = 2000


class LongText(FieldKind):
    """Kept with its line ends as \\n; at most `max` characters, 2,000 where the pack says nothing."""

    code = "long_text"
    widget = "textarea"
    bounds = int

    def parse(self, raw: Any, field: Field) -> str:
        if not isinstance(raw, str):
            raise FieldProblem("not_text")
        lines = unicodedata.normalize("NFC", re.sub(r"\r\n?|[\u2028\u2029\x85]", "\n", raw)).split("\n")
        if any(unicodedata.category(char) in ("Cc", "Cs") for line in lines for char in line if char != "\t"):
            raise FieldProblem("control_character")
        return no_longer("\n".join(line.rstrip() for line in lines).strip(), field, LONGEST)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "maxLength": int(field.max) if field.max is not None else LONGEST}


KIND = LongText()
