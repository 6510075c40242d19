"""The border between Python values and FEEL values: facts come in, results go out."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.values.ranges import Range
from workflows.engine.feel.values.run import Run
from workflows.engine.feel.values.temporal import DAY_SECONDS, Date, DateTime, DaysDuration, MonthsDuration, Time
from workflows.engine.feel.values.zones import Zone


class Context(dict[str, Any]):
    """A context that an expression made: its members are FEEL values already, unlike those of a dict from outside."""


NATIVE: frozenset[type] = frozenset(
    {str, bool, Decimal, type(None), Context, dict, Date, Time, DateTime, DaysDuration, MonthsDuration, Range}
)
"""Classes whose values are taken as they are; what a dict holds is converted where it is read."""


def _zone_in(value: datetime | time) -> Zone:
    if value.tzinfo is None:
        return None
    name = getattr(value.tzinfo, "key", None)
    if name is not None:
        # FEEL writes UTC as an offset, and `is` would tell Z and @UTC apart.
        return 0 if name == "UTC" else str(name)
    offset = value.utcoffset()
    return None if offset is None else int(offset.total_seconds())


def _date_in(value: date) -> Date:
    return Date(value.year, value.month, value.day)


def _time_in(value: time | datetime) -> Time:
    second = Decimal(value.second)
    if value.microsecond:
        second += Decimal(value.microsecond) / 1_000_000
    return Time(value.hour, value.minute, second, _zone_in(value))


def _duration_in(value: timedelta) -> DaysDuration:
    seconds = Decimal(value.days * DAY_SECONDS + value.seconds)
    return DaysDuration(seconds + Decimal(value.microseconds) / 1_000_000 if value.microseconds else seconds)


def _float_in(value: float) -> Decimal | None:
    number = Decimal(repr(value))
    return number if number.is_finite() else None


def _list_in(value: Any) -> list[Any]:
    return [item if item.__class__ in NATIVE else inward(item) for item in value]


PLAIN: frozenset[type] = frozenset({str, bool, Decimal, type(None)})
"""Classes whose values are the same inside and outside."""

_INWARD: dict[type, Callable[[Any], Any]] = {
    int: Decimal,
    float: _float_in,
    date: _date_in,
    datetime: lambda value: DateTime(_date_in(value), _time_in(value)),
    time: _time_in,
    timedelta: _duration_in,
    list: _list_in,
    tuple: _list_in,
}


def inward(value: Any) -> Any:
    """The FEEL value of a Python value; FeelError when FEEL has none, since guessing would decide a case."""
    kind = value.__class__
    if kind in NATIVE:
        return value
    convert = _INWARD.get(kind)
    if convert is not None:
        return convert(value)
    if isinstance(value, Mapping) or getattr(value, "is_feel_function", False):
        return value
    # Subclasses (an enum of texts, a named tuple) come last: the exact classes above are nearly all there is.
    for base, convert in _INWARD.items():
        if isinstance(value, base):
            return convert(value)
    if isinstance(value, str):
        return str(value)
    raise FeelError(f"a {kind.__name__} is no value of FEEL")


def taken(value: Any, run: Run) -> Any:
    """`inward`, paid for when it copies a list."""
    if value.__class__ in NATIVE:
        return value
    if isinstance(value, list | tuple):
        run.charge(len(value))
    return inward(value)


def member(context: Mapping[str, Any], name: str, run: Run) -> Any:
    """A member as FEEL value; null when there is none of that name."""
    value = context.get(name)
    return value if context.__class__ is Context else taken(value, run)


def members(context: Mapping[str, Any], run: Run) -> Iterator[tuple[str, Any]]:
    """All members as FEEL values."""
    for name in context:
        run.charge(1)
        yield name, member(context, name, run)


def _zone_out(day: DateTime) -> tzinfo | None:
    zone = day.time.zone
    if zone is None:
        return None
    return ZoneInfo(zone) if isinstance(zone, str) else timezone(timedelta(seconds=zone))


def _moment_out(value: DateTime) -> datetime | DateTime:
    micro = value.time.second * 1_000_000
    if not 1 <= value.date.year <= 9999 or micro != int(micro):
        return value
    day, clock = value.date, value.time
    second, rest = divmod(int(micro), 1_000_000)
    return datetime(day.year, day.month, day.day, clock.hour, clock.minute, second, rest, _zone_out(value))


def _time_out(value: Time) -> time | Time:
    moment = _moment_out(DateTime(Date(2000, 1, 1), value))
    return moment.timetz() if isinstance(moment, datetime) else value


def _duration_out(value: DaysDuration) -> timedelta | DaysDuration:
    micro = value.seconds * 1_000_000
    if micro != int(micro):
        return value
    try:
        return timedelta(microseconds=int(micro))
    except OverflowError:
        return value


def _list_out(value: list[Any], run: Run) -> list[Any]:
    run.charge(len(value))
    return [outward(item, run) for item in value]


def _context_out(value: Mapping[str, Any], run: Run) -> dict[str, Any]:
    run.charge(len(value))
    return {name: outward(item, run) for name, item in value.items()}


_OUTWARD: dict[type, Callable[[Any, Run], Any]] = {
    Date: lambda value, run: date(value.year, value.month, value.day) if 1 <= value.year <= 9999 else value,
    DateTime: lambda value, run: _moment_out(value),
    Time: lambda value, run: _time_out(value),
    DaysDuration: lambda value, run: _duration_out(value),
    list: _list_out,
    dict: _context_out,
    Context: _context_out,
}


def outward(value: Any, run: Run) -> Any:
    """The Python value of a FEEL value.

    What Python cannot hold (year 12,000, nanoseconds, ranges) stays FEEL's own; a function is null outside.
    """
    if value.__class__ in PLAIN:
        return value
    convert = _OUTWARD.get(value.__class__)
    if convert is None:
        return None if getattr(value, "is_feel_function", False) else value
    return convert(value, run)
