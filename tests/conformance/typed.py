"""Typed values as the standard's files write them, and when two of them are the same."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from workflows.engine.feel.values.convert import inward
from workflows.engine.feel.values.temporal_text import parse_date, parse_duration, parse_moment, parse_time

READ: dict[str, Callable[[str], Any]] = {
    "decimal": Decimal, "string": str, "boolean": lambda text: text == "true", "date": parse_date, "time": parse_time,
    "dateTime": parse_moment, "duration": parse_duration,
}  # fmt: skip


def same(got: Any, wanted: Any) -> bool:
    """Numbers agree to eight places, which is what the files are written to."""
    got, wanted = inward(got), inward(wanted)
    if isinstance(got, list) and isinstance(wanted, list):
        return len(got) == len(wanted) and all(map(same, got, wanted))
    if isinstance(got, dict) and isinstance(wanted, dict):
        return got.keys() == wanted.keys() and all(same(got[name], wanted[name]) for name in got)
    if isinstance(got, Decimal) and isinstance(wanted, Decimal):
        return abs(got - wanted) <= Decimal("1e-8") * max(1, abs(wanted))
    return type(got) is type(wanted) and bool(got == wanted)
