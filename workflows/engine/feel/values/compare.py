"""Equality, order and membership of FEEL values, in three-valued logic: None where FEEL says null."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from workflows.engine.feel.values.convert import member
from workflows.engine.feel.values.ranges import Range
from workflows.engine.feel.values.run import Run
from workflows.engine.feel.values.temporal import Date, DateTime, DaysDuration, MonthsDuration, Time

# Equal in Python exactly when equal in FEEL; moments and ranges are not.
_DIRECT = frozenset({str, Decimal, bool, Date, DaysDuration, MonthsDuration})


def _moment_key(value: DateTime | Time) -> tuple[bool, int]:
    """Absolute or local, and whole seconds: FEEL compares the properties hour, minute and second, which are whole."""
    offset = value.offset
    local = int(value.local_seconds.__floor__())
    return (True, local) if offset is None else (False, local - offset)


def _key(value: Any) -> Any:
    match value:
        case bool() | Decimal() | str():
            return value
        case Date():
            return (value.year, value.month, value.day)
        case DateTime() | Time():
            return _moment_key(value)
        case DaysDuration():
            return value.seconds
        case MonthsDuration():
            return value.months
    return None


def equal(left: Any, right: Any, run: Run) -> bool | None:
    """None when the two are of different kinds, neither being null."""
    kind = left.__class__
    if kind is right.__class__ and kind in _DIRECT:
        return bool(left == right)
    if left is None or right is None:
        return left is right
    if left.__class__ is not right.__class__:
        return _equal_contexts(left, right, run) if isinstance(left, Mapping) and isinstance(right, Mapping) else None
    if isinstance(left, list):
        return _equal_lists(left, right, run)
    if isinstance(left, Mapping):
        return _equal_contexts(left, right, run)
    if isinstance(left, Range):
        return _equal_ranges(left, right, run)
    key = _key(left)
    return left is right if key is None else bool(key == _key(right))


def _equal_lists(left: list[Any], right: list[Any], run: Run) -> bool:
    run.charge(len(left))
    return len(left) == len(right) and all(equal(a, b, run) is True for a, b in zip(left, right, strict=True))


def _equal_contexts(left: Mapping[str, Any], right: Mapping[str, Any], run: Run) -> bool:
    run.charge(len(left))
    if left.keys() != right.keys():
        return False
    return all(equal(member(left, name, run), member(right, name, run), run) is True for name in left)


def _equal_ranges(left: Range, right: Range, run: Run) -> bool:
    flags = (left.unary, left.low_closed, left.high_closed) == (right.unary, right.low_closed, right.high_closed)
    return flags and equal(left.low, right.low, run) is True and equal(left.high, right.high, run) is True


def order(left: Any, right: Any) -> int | None:
    """-1, 0 or 1; None when the two have no order (other kinds, null, a local time against an absolute one)."""
    # Python orders False before True; FEEL has no order of truth values.
    if left is None or left.__class__ is not right.__class__ or left.__class__ is bool:
        return None
    a, b = _key(left), _key(right)
    if a is None or (isinstance(left, DateTime | Time) and a[0] != b[0]):
        return None
    return int(a > b) - int(a < b)


def compares(operator: str, left: Any, right: Any, run: Run) -> bool | None:
    """`left operator right` for the six comparison operators."""
    if operator in ("=", "!="):
        same = equal(left, right, run)
        return same if operator == "=" or same is None else not same
    sign = order(left, right)
    if sign is None:
        return None
    return {"<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0}[operator]


def in_range(value: Any, span: Range, run: Run) -> bool | None:
    """None when a needed end is null or cannot be compared with `value`."""
    if span.unary:
        end = span.high if span.low is None else span.low
        return compares(span.unary, value, end, run)
    low = compares(">=" if span.low_closed else ">", value, span.low, run)
    high = compares("<=" if span.high_closed else "<", value, span.high, run)
    return conjunction(low, high)


def conjunction(left: bool | None, right: bool | None) -> bool | None:
    if left is False or right is False:
        return False
    return True if left is True and right is True else None


def is_in(value: Any, target: Any, run: Run) -> bool | None:
    """Whether `value` meets `target`: a range that holds it, a list that has it or such a range, or an equal."""
    if isinstance(target, Range):
        return equal(value, target, run) if isinstance(value, Range) else in_range(value, target, run)
    if isinstance(target, list):
        run.charge(len(target))
        # A list is also in a list that equals it: `[1, 2] in [1, 2]` is how the standard reads `in (list)`.
        return any(_meets(value, item, run) for item in target) or equal(value, target, run) is True
    return equal(value, target, run)


def _meets(value: Any, item: Any, run: Run) -> bool:
    if isinstance(item, Range) and not isinstance(value, Range):
        return in_range(value, item, run) is True
    return equal(value, item, run) is True
