"""How points and ranges lie to one another: before, after, meets, overlaps and the rest of Allen's relations."""

from typing import Any

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values.compare import conjunction, order
from workflows.engine.feel.values.ranges import Range


def _span(value: Any) -> Range:
    """A point is the range that holds it alone."""
    return value if isinstance(value, Range) else Range(value, value, True, True)


def _ends_before(first: Range, second: Range) -> bool | None:
    """Whether all of `first` lies before all of `second`."""
    sign = order(first.high, second.low)
    return None if sign is None else sign < 0 or (sign == 0 and not (first.high_closed and second.low_closed))


def _low_sign(first: Range, second: Range) -> int | None:
    """-1 when `first` starts earlier, 0 with, 1 later; an open start is later than a closed one at the same point."""
    sign = order(first.low, second.low)
    if sign != 0:
        return sign
    return (first.low_closed < second.low_closed) - (first.low_closed > second.low_closed)


def _high_sign(first: Range, second: Range) -> int | None:
    """-1 when `first` ends earlier, 0 with, 1 later; an open end is earlier than a closed one at the same point."""
    sign = order(first.high, second.high)
    if sign != 0:
        return sign
    return (first.high_closed > second.high_closed) - (first.high_closed < second.high_closed)


def _is(sign: int | None, *wanted: int) -> bool | None:
    return None if sign is None else sign in wanted


def _not(value: bool | None) -> bool | None:
    return None if value is None else not value


@function("before(point1: Any, point2: Any)")
@function("before(point: Any, range: range)")
@function("before(range: range, point: Any)")
@function("before(range1: range, range2: range)")
def _before(first: Any, second: Any) -> bool | None:
    return _ends_before(_span(first), _span(second))


@function("after(point1: Any, point2: Any)")
@function("after(point: Any, range: range)")
@function("after(range: range, point: Any)")
@function("after(range1: range, range2: range)")
def _after(first: Any, second: Any) -> bool | None:
    return _ends_before(_span(second), _span(first))


@function("meets(range1: range, range2: range)")
def _meets(first: Range, second: Range) -> bool | None:
    sign = order(first.high, second.low)
    return None if sign is None else sign == 0 and first.high_closed and second.low_closed


@function("met by(range1: range, range2: range)")
def _met_by(first: Range, second: Range) -> bool | None:
    return _meets(second, first)


@function("overlaps(range1: range, range2: range)")
def _overlaps(first: Range, second: Range) -> bool | None:
    return conjunction(_not(_ends_before(first, second)), _not(_ends_before(second, first)))


@function("overlaps before(range1: range, range2: range)")
def _overlaps_before(first: Range, second: Range) -> bool | None:
    starts = conjunction(_is(_low_sign(first, second), -1), _is(_high_sign(first, second), -1, 0))
    return conjunction(starts, _not(_ends_before(first, second)))


@function("overlaps after(range1: range, range2: range)")
def _overlaps_after(first: Range, second: Range) -> bool | None:
    ends = conjunction(_is(_low_sign(first, second), 1), _is(_high_sign(first, second), 0, 1))
    return conjunction(ends, _not(_ends_before(second, first)))


@function("finishes(point: Any, range: range)")
@function("finishes(range1: range, range2: range)")
def _finishes(first: Any, second: Range) -> bool | None:
    span = _span(first)
    return conjunction(_is(_high_sign(span, second), 0), _is(_low_sign(span, second), 0, 1))


@function("finished by(range: range, point: Any)")
@function("finished by(range1: range, range2: range)")
def _finished_by(first: Range, second: Any) -> bool | None:
    return _finishes(second, first)


@function("includes(range: range, point: Any)")
@function("includes(range1: range, range2: range)")
def _includes(first: Range, second: Any) -> bool | None:
    span = _span(second)
    return conjunction(_is(_low_sign(first, span), -1, 0), _is(_high_sign(first, span), 0, 1))


@function("during(point: Any, range: range)")
@function("during(range1: range, range2: range)")
def _during(first: Any, second: Range) -> bool | None:
    return _includes(second, first)


@function("starts(point: Any, range: range)")
@function("starts(range1: range, range2: range)")
def _starts(first: Any, second: Range) -> bool | None:
    span = _span(first)
    return conjunction(_is(_low_sign(span, second), 0), _is(_high_sign(span, second), -1, 0))


@function("started by(range: range, point: Any)")
@function("started by(range1: range, range2: range)")
def _started_by(first: Range, second: Any) -> bool | None:
    return _starts(second, first)


@function("coincides(point1: Any, point2: Any)")
@function("coincides(range1: range, range2: range)")
def _coincides(first: Any, second: Any) -> bool | None:
    a, b = _span(first), _span(second)
    return conjunction(_is(_low_sign(a, b), 0), _is(_high_sign(a, b), 0))
