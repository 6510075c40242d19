"""A form held against its item: what is asked, what is missing, and what the values mean to expressions; pure."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from workflows.catalogue.field_kind import FieldKind, FieldProblem
from workflows.catalogue.fields import kinds
from workflows.catalogue.item import Field, Formula, Item, Slot
from workflows.engine.feel import FeelError
from workflows.errors import Problem

Values = Mapping[str, Any]
"""Checked JSON values by field; a field that is missing or None has no value."""


def kind_of(field: Field) -> FieldKind:
    """The type of a field."""
    return kinds()[field.type]


def parse(field: Field, raw: Any, now: datetime) -> Any:
    """The JSON value of what was sent for one field; None for nothing. Raises FieldProblem.

    `now` is aware, in the time of the place: a birth after its date is refused.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()) or (isinstance(raw, (list, tuple)) and not raw):
        return None
    kind = kind_of(field)
    value = kind.parse(raw, field)
    if value == []:
        return None
    kind.check(value, field, now.date())
    return value


def show(item: Item, code: str, value: Any, language: str) -> str:
    """A value as a citizen reads it; empty for none."""
    field = item.field(code)
    return "" if field is None or value is None else kind_of(field).show(value, field, language)


def mask(item: Item, code: str, value: Any, language: str) -> str:
    """A value where it is not needed in full: masked when its field is sensitive."""
    field = item.field(code)
    if field is None or value is None or not field.sensitive:
        return show(item, code, value, language)
    return kind_of(field).mask(value, field, language)


def scope_of(item: Item, values: Values) -> dict[str, Any]:
    """The names that expressions of this item may read; null where there is no value yet."""
    scope: dict[str, Any] = {}
    for field in item.fields:
        scope.update(kind_of(field).seen(field, values.get(field.code)))
    return scope


def asked(item: Item, values: Values, now: datetime) -> tuple[Field, ...]:
    """The fields that these answers call for, in the order of the form."""
    scope = scope_of(item, values)
    # An unknown answer is null, and null asks nothing: questions appear, they do not flash.
    shown = (field for field in item.fields if field.when is None or _holds(field.when, scope, now))
    return tuple(field for field in shown if not item.is_given(field.code))


def required(item: Item, values: Values, now: datetime) -> frozenset[str]:
    """Codes of the fields that these answers make necessary."""
    scope = scope_of(item, values)
    return frozenset(field.code for field in asked(item, values, now) if _required(field, scope, now))


def slots_asked(item: Item, values: Values, now: datetime) -> tuple[tuple[Slot, bool], ...]:
    """The papers with whether each is required by these answers."""
    scope = scope_of(item, values)
    asked_for = [slot for slot in item.slots if slot.when is None or _holds(slot.when, scope, now)]
    return tuple((slot, _required(slot, scope, now)) for slot in asked_for)


def problems(item: Item, values: Values, now: datetime) -> tuple[Problem, ...]:
    """Everything that keeps these values from being handed in, in the order of the form."""
    scope = scope_of(item, values)
    found: list[Problem] = []
    for field in asked(item, values, now):
        value = values.get(field.code)
        if value is None:
            if _required(field, scope, now):
                found.append(Problem(field.code, "required"))
        elif (problem := _wrong(field, value, scope, now)) is not None:
            found.append(problem)
    return tuple(found)


def wrong(item: Item, values: Values, codes: Collection[str], now: datetime) -> tuple[Problem, ...]:
    """What is wrong with those of `codes` that have a value, by themselves or by their rule; also what a step gives."""
    scope = scope_of(item, values)
    there = [one for one in item.fields if one.code in codes and values.get(one.code) is not None]
    return tuple(problem for one in there if (problem := _wrong(one, values[one.code], scope, now)) is not None)


def missing_slots(item: Item, values: Values, filled: frozenset[str], now: datetime) -> tuple[Problem, ...]:
    """A problem for each paper that is required and not among `filled`."""
    wanted = slots_asked(item, values, now)
    return tuple(Problem(slot.code, "paper_missing") for slot, needed in wanted if needed and slot.code not in filled)


def _wrong(field: Field, value: Any, scope: Mapping[str, Any], now: datetime) -> Problem | None:
    """What is wrong with a value that is there: by itself, or by the field's rule."""
    kind = kind_of(field)
    try:
        kind.parse(value, field)
        kind.check(value, field, now.date())
    except FieldProblem as error:
        return Problem(field.code, error.code, params=error.params)
    if field.rule is None or _holds(field.rule, scope, now) or _incomplete(field.rule, scope):
        return None
    message = field.message
    return Problem(field.code, "rule", params={"zh": message.zh, "en": message.en} if message else {})


def _incomplete(rule: Formula, scope: Mapping[str, Any]) -> bool:
    """Whether the rule asks for a field that has no value yet; that field's own problem is told instead."""
    return any(scope.get(name) is None for name in rule.expression.names)


def _required(one: Field | Slot, scope: Mapping[str, Any], now: datetime) -> bool:
    return one.required or (one.required_when is not None and _holds(one.required_when, scope, now))


def _holds(formula: Formula, scope: Mapping[str, Any], now: datetime) -> bool:
    """Whether it holds; an expression that goes past its limits does not."""
    try:
        return formula.holds(scope, now=now)
    except FeelError:
        return False
