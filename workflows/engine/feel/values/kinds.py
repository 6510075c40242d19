"""The types of FEEL: what `instance of` asks, and what a function's parameter takes."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from workflows.engine.feel.values.convert import member
from workflows.engine.feel.values.ranges import Range
from workflows.engine.feel.values.run import Run
from workflows.engine.feel.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time

Kind = Callable[[Any, Run], bool]
"""Whether a value that is not null belongs to the type; looking into lists and contexts costs steps."""


def is_function(value: Any) -> bool:
    return bool(getattr(value, "is_feel_function", False))


def is_context(value: Any) -> bool:
    return isinstance(value, Mapping)


def _exactly(kind: type) -> Kind:
    return lambda value, run: value.__class__ is kind


SIMPLE: dict[str, Kind] = {
    "Any": lambda value, run: True,
    "Null": lambda value, run: False,
    "number": _exactly(Decimal),
    "string": _exactly(str),
    "boolean": _exactly(bool),
    "date": _exactly(Date),
    "time": _exactly(Time),
    "date and time": _exactly(DateTime),
    "days and time duration": _exactly(DaysDuration),
    "years and months duration": _exactly(MonthsDuration),
    "list": _exactly(list),
    "context": lambda value, run: is_context(value),
    "range": _exactly(Range),
    "function": lambda value, run: is_function(value),
}


def list_of(kind: Kind) -> Kind:
    def holds(value: Any, run: Run) -> bool:
        if value.__class__ is not list:
            return False
        run.charge(len(value))
        return all(item is None or kind(item, run) for item in value)

    return holds


def range_of(kind: Kind) -> Kind:
    def holds(value: Any, run: Run) -> bool:
        return value.__class__ is Range and all(end is None or kind(end, run) for end in (value.low, value.high))

    return holds


def context_of(kinds: Mapping[str, Kind]) -> Kind:
    """Members may be null but not missing; others may stand beside them."""

    def holds(value: Any, run: Run) -> bool:
        run.charge(len(kinds))
        if not is_context(value) or any(name not in value for name in kinds):
            return False
        read = ((kind, member(value, name, run)) for name, kind in kinds.items())
        return all(item is None or kind(item, run) for kind, item in read)

    return holds
