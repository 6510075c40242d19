"""Field types: each file one, found by being there; all pass one conformance suite."""

import sys
from functools import cache
from typing import Any, Protocol

from workflows.catalogue.item import Field
from workflows.registry import discover


class Wrong(Exception):
    """What was typed is not a value of the type; `code` says why, `params` the figures of the sentence."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class FieldType(Protocol):
    """How values of one type are read, compared, shown, and given to FEEL."""

    code: str
    widget: str
    """How pages ask for it: `text`, `date`, `number`, `radios`, `checkboxes`, `select`, `textarea`."""

    def parse(self, raw: str | list[str], field: Field) -> Any:
        """The value in JSON form. Raises Wrong."""
        ...

    def feel(self, value: Any) -> Any:
        """The JSON form as FEEL sees it: date, Decimal, list …"""
        ...

    def same(self, one: Any, other: Any) -> bool:
        """Whether two JSON forms mean the same to a person, e.g. addresses that differ in spaces only."""
        ...

    def show(self, value: Any, field: Field, language: str) -> str:
        """The JSON form as text for a reader."""
        ...


@cache
def field_types() -> dict[str, FieldType]:
    """The types by code."""
    return discover(sys.modules[__name__])


def field_type(code: str) -> FieldType:
    """The type with this code. Raises KeyError."""
    return field_types()[code]
