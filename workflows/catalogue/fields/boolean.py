"""Yes or no."""

from typing import Any

from workflows.catalogue.field_kind import FieldKind, FieldProblem
from workflows.catalogue.item import Field
from workflows.law.label import Label

ANSWERS = {"true": True, "false": False}
WORDS = {True: Label("是", "Yes"), False: Label("否", "No")}


class YesNo(FieldKind):
    """Two radios: an answer that was not given is not a no."""

    code = "boolean"
    widget = "radios"

    def parse(self, raw: Any, field: Field) -> bool:
        # No other words: `on` and 1 are how browsers and spreadsheets say yes without having asked.
        answer = raw if isinstance(raw, bool) else ANSWERS.get(str(raw).strip().lower())
        if answer is None:
            raise FieldProblem("not_boolean")
        return answer

    def show(self, value: Any, field: Field, language: str) -> str:
        return WORDS[value].text(language)

    def schema(self, field: Field) -> dict[str, Any]:
        return {"type": "boolean"}


KIND = YesNo()
