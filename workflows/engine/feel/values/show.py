"""string(value): the text that FEEL gives a value."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from workflows.engine.feel.values import numbers, temporal_text
from workflows.engine.feel.values.convert import members
from workflows.engine.feel.values.ranges import Range
from workflows.engine.feel.values.run import Run
from workflows.engine.feel.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time


def show(value: Any, run: Run) -> str:
    """A text stands for itself; inside lists and contexts it is quoted."""
    return value if isinstance(value, str) else _nested(value, run)


def _nested(value: Any, run: Run) -> str:
    run.charge(1)
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            run.charge(len(value) // 10)
            return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        case Decimal():
            run.charge(abs(value.adjusted()) // 50)
            return numbers.text(value)
        case Date() | Time() | DateTime() | DaysDuration() | MonthsDuration():
            return temporal_text.text(value)
    return _compound(value, run)


def _compound(value: Any, run: Run) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(_nested(item, run) for item in value) + "]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_nested(item, run)}" for key, item in members(value, run)) + "}"
    return _range_text(value, run) if isinstance(value, Range) else "function"


def _range_text(span: Range, run: Run) -> str:
    if span.unary:
        return f"({span.unary} {_nested(span.high if span.low is None else span.low, run)})"
    low, high = _nested(span.low, run), _nested(span.high, run)
    return f"{'[' if span.low_closed else '('}{low}..{high}{']' if span.high_closed else ')'}"
