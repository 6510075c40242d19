"""The types of FEEL: what `instance of` asks, and what a function's parameter takes."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from workflows.engine.feel.values.convert import inward
from workflows.engine.feel.values.ranges import Range
from workflows.engine.feel.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time

Kind = Callable[[Any], bool]
"""Whether a value that is not null belongs to the type."""


def is_function(value: Any) -> bool:
    return bool(getattr(value, "is_feel_function", False))


def is_context(value: Any) -> bool:
    return isinstance(value, Mapping)


def _exactly(kind: type) -> Kind:
    return lambda value: value.__class__ is kind


SIMPLE: dict[str, Kind] = {
    "Any": lambda value: True,
    "Null": lambda value: False,
    "number": _exactly(Decimal),
    "string": _exactly(str),
    "boolean": _exactly(bool),
    "date": _exactly(Date),
    "time": _exactly(Time),
    "date and time": _exactly(DateTime),
    "days and time duration": _exactly(DaysDuration),
    "years and months duration": _exactly(MonthsDuration),
    "list": _exactly(list),
    "context": is_context,
    "range": _exactly(Range),
    "function": is_function,
}


def list_of(member: Kind) -> Kind:
    return lambda value: value.__class__ is list and all(item is None or member(item) for item in value)


def range_of(member: Kind) -> Kind:
    def holds(value: Any) -> bool:
        return value.__class__ is Range and all(end is None or member(end) for end in (value.low, value.high))

    return holds


def context_of(members: Mapping[str, Kind]) -> Kind:
    """Members may be null but not missing; others may stand beside them."""

    def holds(value: Any) -> bool:
        if not is_context(value) or any(name not in value for name in members):
            return False
        read = {name: inward(value[name]) for name in members}
        return all(read[name] is None or member(read[name]) for name, member in members.items())

    return holds
