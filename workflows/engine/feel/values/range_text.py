"""The text form of a range: `[1..3]`, `("a".."b")`, `[date("2026-01-01")..@"2026-02-01"]`; ends are literals only."""

import re
from typing import Any

from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.syntax.strings import unescape
from workflows.engine.feel.values import numbers
from workflows.engine.feel.values.compare import order
from workflows.engine.feel.values.ranges import Range
from workflows.engine.feel.values.temporal_text import (
    parse_date,
    parse_duration,
    parse_literal,
    parse_moment,
    parse_time,
)

_END = r'((?:[^".]|\.(?!\.)|"(?:[^"\\]|\\.)*")+)'
_RANGE = re.compile(rf"\s*([\[(\]])\s*{_END}\.\.{_END}\s*([\])\[])\s*", re.DOTALL)
_CALL = re.compile(r'(date and time|date|time|duration)\(\s*("(?:[^"\\]|\\.)*")\s*\)')
_PARSERS = {"date": parse_date, "time": parse_time, "date and time": parse_moment, "duration": parse_duration}


def _end(text: str) -> Any:
    called = _CALL.fullmatch(text)
    if called is not None:
        return _PARSERS[called[1]](called[2][1:-1])
    if text.startswith('@"') and text.endswith('"'):
        return parse_literal(text[2:-1])
    if len(text) > 1 and text.startswith('"') and text.endswith('"'):
        return unescape(text[1:-1], 0)
    return numbers.parse(text)


def parse_range(text: str) -> Range | None:
    """None when the text is no range, an end is missing, or the ends do not ascend."""
    found = _RANGE.fullmatch(text) if len(text) < 500 else None
    if found is None:
        return None
    try:
        low, high = _end(found[2].strip()), _end(found[3].strip())
    except FeelError:
        return None
    sign = order(low, high)
    return None if sign is None or sign > 0 else Range(low, high, found[1] == "[", found[4] == "]")
