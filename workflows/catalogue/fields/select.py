"""One answer out of a list."""

from typing import Any

from workflows.catalogue.field_kind import FieldKind, FieldProblem, text
from workflows.catalogue.item import Field


class Select(FieldKind):
    """Kept as the option's code."""

    code = "select"
    widget = "radios"
    needs_options = True

    def parse(self, raw: Any, field: Field) -> str:
        code = text(raw)
        if code not in {option.code for option in field.options}:
            raise FieldProblem("not_an_option")
        return code

    def show(self, value: Any, field: Field, language: str) -> str:
        """The option's label; the bare code where a later version dropped the option."""
        return next((option.label.text(language) for option in field.options if option.code == value), str(value))

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "enum": [option.code for option in field.options]}


KIND = Select()
