"""A range of FEEL: two ends, each open, closed or without limit, or a single comparison such as `(!= 10)`."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Range:
    """`[low..high]` and its open forms; `(< 5)` has `unary` set and no low end."""

    low: Any
    high: Any
    low_closed: bool
    high_closed: bool
    unary: str = ""
    """The operator it was written with (`<`, `<=`, `>`, `>=`, `=`, `!=`), or empty."""


def comparison_range(operator: str, value: Any) -> Range:
    """What `(operator value)` means as a value; None at an end is no limit."""
    if operator in ("<", "<="):
        return Range(None, value, False, operator == "<=", operator)
    if operator in (">", ">="):
        return Range(value, None, operator == ">=", False, operator)
    return Range(value, value, True, True, operator)
