"""Several answers out of a list."""

from typing import Any

from workflows.catalogue.field_kind import FieldKind, FieldProblem, text
from workflows.catalogue.item import Field


class MultiSelect(FieldKind):
    """Kept as the codes in the order of the options, each once."""

    code = "multiselect"
    widget = "checkboxes"
    needs_options = True
    bounds = int

    def parse(self, raw: Any, field: Field) -> list[str]:
        chosen = {text(code) for code in (raw if isinstance(raw, (list, tuple)) else [raw])}
        known = [option.code for option in field.options]
        if not chosen <= set(known):
            raise FieldProblem("not_an_option")
        if field.min is not None and len(chosen) < int(field.min):
            raise FieldProblem("too_few", limit=int(field.min))
        if field.max is not None and len(chosen) > int(field.max):
            raise FieldProblem("too_many", limit=int(field.max))
        return [code for code in known if code in chosen]

    def show(self, value: Any, field: Field, language: str) -> str:
        """The options' labels, joined as the language joins a list."""
        labels = {option.code: option.label.text(language) for option in field.options}
        return (", " if language.startswith("en") else "、").join(labels.get(code, code) for code in value)

    def schema(self, field: Field) -> dict[str, Any]:
        codes = [option.code for option in field.options]
        return {"type": "array", "items": {"enum": codes}, "uniqueItems": True}


KIND = MultiSelect()
