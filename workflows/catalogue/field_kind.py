"""What every type of form field shares: from what came in to a checked value, to FEEL, to the page, and masked."""

import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from workflows.catalogue.item import Field, Label, Option


class FieldProblem(Exception):
    """A value that the field does not take; pages hold the sentence for each code."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class FieldKind:
    """One type of field. Values are kept as plain JSON; `parse` of a kept value gives it back unchanged."""

    code = ""
    widget = "text"
    """How pages ask for it: text, textarea, number, date, tel, email, radios, select, dropdown, checkboxes, table,
    point, polygon, file."""
    messages: ClassVar[Mapping[str, Label]] = {}
    """What is said of its own problems, by code; `%(name)s` stands for a parameter of the problem."""
    needs_options = False
    needs_columns = False
    bounds: type | tuple[type, ...] = ()
    """Python types that `min` and `max` of the field may have; nothing where it takes none."""

    def parse(self, raw: Any, field: Field) -> Any:
        """The JSON value of what a form or the REST API sent, never empty. Raises FieldProblem."""
        raise NotImplementedError

    def check(self, value: Any, field: Field, today: date) -> None:
        """What only the day can tell, of a parsed value. Raises FieldProblem."""

    def value(self, value: Any) -> Any:
        """The value as FEEL reads it."""
        return value

    def scope(self, code: str, value: Any) -> Mapping[str, Any]:
        """The names under which expressions see the field `code`; more than one where a value tells more."""
        return {code: None if value is None else self.value(value)}

    def seen(self, field: Field, value: Any) -> Mapping[str, Any]:
        """The same with the whole field at hand, for kinds whose values cannot be read without it."""
        return self.scope(field.code, value)

    def choices(self, field: Field) -> tuple[Option, ...]:
        """What there is to choose from; nothing where anything may be written."""
        return field.options

    def names(self, code: str) -> frozenset[str]:
        """The names that `scope` gives."""
        return frozenset(self.scope(code, None))

    def show(self, value: Any, field: Field, language: str) -> str:
        """The value as a citizen reads it."""
        return str(value)

    def mask(self, value: Any, field: Field, language: str) -> str:
        """The value where it is not needed in full; fields that are not sensitive need not call it."""
        shown = self.show(value, field, language)
        return shown[:1] + "*" * (len(shown) - 1)

    def schema(self, field: Field) -> dict[str, Any]:
        """JSON Schema of the JSON value, for the REST API."""
        return {"type": "string"}


def text(raw: Any) -> str:
    """What was typed: NFC, outer spaces gone. Raises FieldProblem for what is no text, or holds control characters."""
    # True is an int in Python, and no text.
    if isinstance(raw, bool) or not isinstance(raw, (str, int)):
        raise FieldProblem("not_text")
    typed = unicodedata.normalize("NFC", str(raw)).strip()
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in typed):
        raise FieldProblem("control_character")
    return typed


def half_width(raw: Any) -> str:
    """What was typed with full-width digits and signs made plain and all spaces gone; for numbers and codes alone."""
    return "".join(unicodedata.normalize("NFKC", text(raw)).split())


def within(value: Any, field: Field) -> None:
    """Raises FieldProblem where `value` lies outside the field's bounds."""
    if field.min is not None and value < type(value)(field.min):
        raise FieldProblem("too_small", limit=str(field.min))
    if field.max is not None and value > type(value)(field.max):
        raise FieldProblem("too_large", limit=str(field.max))


def no_longer(value: str, field: Field, default: int) -> str:
    """`value` itself. Raises FieldProblem where it has more characters than the field takes."""
    most = int(field.max) if field.max is not None else default
    if len(value) > most:
        raise FieldProblem("too_long", limit=most)
    return value
