"""The form asks each thing once, by types that exist, with bounds that leave room."""

from collections.abc import Iterable, Iterator

from workflows.catalogue.faults import Fault
from workflows.catalogue.fields import kinds
from workflows.catalogue.item import Field
from workflows.catalogue.lint import Check, Subject

RESERVED = frozenset({"outcome", "item", "loopCounter"})
"""Names that the route uses."""


def find(subject: Subject) -> Iterator[Fault]:
    """Types, groups, options, bounds and codes of the fields; codes of the papers."""
    item, seen = subject.item, set[str]()
    for place, field in enumerate(item.fields):
        path = ("fields", place)
        kind = kinds().get(field.type)
        if field.group not in item.groups:
            yield subject.fault((*path, "group"), "unknown_group", f"`{field.group}` is not under `groups`.")
        if kind is None:
            told = f"`{field.type}` is no type of field; there are {', '.join(sorted(kinds()))}."
            yield subject.fault((*path, "type"), "unknown_type", told)
            continue
        if taken := seen & kind.names(field.code) or RESERVED & {field.code}:
            yield subject.fault((*path, "code"), "taken", f"`{min(taken)}` is taken already; rename the field.")
        seen |= kind.names(field.code)
        if kind.needs_options != bool(field.options) or _twice(option.code for option in field.options):
            told = "gives options, each code once" if kind.needs_options else "takes no options"
            yield subject.fault(path, "options", f"A field of type {field.type} {told}.")
        yield from _bounds(subject, field, path, kind.bounds)
        yield from _columns(subject, field, path, kind.needs_columns)
    if code := _twice(slot.code for slot in item.slots):
        yield subject.fault(("papers",), "taken", f"`{code}` is written for two papers; rename one.")
    if code := _twice(group["code"] for group in subject.pack.service.data["groups"]):
        yield subject.fault(("groups",), "taken", f"`{code}` is written for two groups; rename one.")


def _columns(subject: Subject, field: Field, path: tuple[str, int], needs: bool) -> Iterator[Fault]:
    """The columns of a table: types that exist, no table inside a table, each code once."""
    if needs != bool(field.columns) or _twice(column.code for column in field.columns):
        told = "has columns, each code once" if needs else "takes no columns"
        yield subject.fault(path, "columns", f"A field of type {field.type} {told}.")
    for place, column in enumerate(field.columns):
        kind, at = kinds().get(column.type), (*path, "columns", place)
        if kind is None or kind.needs_columns:
            told = f"`{column.type}` is no type of column; there are {', '.join(sorted(set(kinds()) - {field.type}))}."
            yield subject.fault((*at, "type"), "unknown_type", told)
        elif kind.needs_options != bool(column.options):
            told = "gives options" if kind.needs_options else "takes no options"
            yield subject.fault(at, "options", f"A column of type {column.type} {told}.")


def _bounds(subject: Subject, field: Field, path: tuple[str, int], allowed: type | tuple[type, ...]) -> Iterator[Fault]:
    for word, bound in (("min", field.min), ("max", field.max)):
        if bound is not None and not isinstance(bound, allowed):
            told = f"A field of type {field.type} does not take {bound!r} here."
            yield subject.fault((*path, word), "bound", told)
            return
    if field.min is not None and field.max is not None and field.min > field.max:
        yield subject.fault((*path, "max"), "bound", "`max` is less than `min`; no value fits.")


def _twice(codes: Iterable[str]) -> str:
    """The first code that comes a second time; empty when none does."""
    seen: set[str] = set()
    for code in codes:
        if code in seen:
            return code
        seen.add(code)
    return ""


KIND = Check("form", find)
