"""Properties of dates, times, durations and ranges, such as `date.weekday` and `time.time offset`."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from workflows.engine.feel.values.ranges import Range
from workflows.engine.feel.values.temporal import DAY_SECONDS, Date, DateTime, DaysDuration, MonthsDuration, Time


def weekday(day: Date) -> int:
    """1 for Monday to 7 for Sunday."""
    return (day.number + 3) % 7 + 1


def _offset(value: Time | DateTime) -> DaysDuration | None:
    offset = value.offset
    return None if offset is None else DaysDuration(Decimal(offset))


def _zone_name(time: Time) -> str | None:
    return time.zone if isinstance(time.zone, str) else None


def _unit(seconds: int, modulus: int) -> Callable[[DaysDuration], Decimal]:
    """How many whole units of `seconds` are in a duration, after the next larger unit is taken out."""

    def read(duration: DaysDuration) -> Decimal:
        units = int(abs(duration.seconds)) // seconds
        units = units % modulus if modulus else units
        return Decimal(-units if duration.seconds < 0 else units)

    return read


def _months_unit(unit: Callable[[int], int]) -> Callable[[MonthsDuration], Decimal]:
    return lambda value: Decimal(-unit(-value.months) if value.months < 0 else unit(value.months))


_DATE: dict[str, Callable[[Date], Any]] = {
    "year": lambda day: Decimal(day.year),
    "month": lambda day: Decimal(day.month),
    "day": lambda day: Decimal(day.day),
    "weekday": lambda day: Decimal(weekday(day)),
}
_TIME: dict[str, Callable[[Time], Any]] = {
    "hour": lambda time: Decimal(time.hour),
    "minute": lambda time: Decimal(time.minute),
    "second": lambda time: Decimal(int(time.second)),
    "time offset": _offset,
    "timezone": _zone_name,
}
_DAYS: dict[str, Callable[[DaysDuration], Decimal]] = {
    "days": _unit(DAY_SECONDS, 0),
    "hours": _unit(3600, 24),
    "minutes": _unit(60, 60),
    "seconds": _unit(1, 60),
}
_MONTHS: dict[str, Callable[[MonthsDuration], Decimal]] = {
    "years": _months_unit(lambda months: months // 12),
    "months": _months_unit(lambda months: months % 12),
}
_RANGE: dict[str, Callable[[Range], Any]] = {
    "start": lambda span: span.low,
    "end": lambda span: span.high,
    "start included": lambda span: span.low_closed,
    "end included": lambda span: span.high_closed,
}


def property_of(value: Any, name: str) -> Any:
    """None when a value of that kind has no such property."""
    read: Callable[[Any], Any] | None = None
    match value:
        case DateTime():
            if name == "time offset":
                return _offset(value)
            part = value.date if name in _DATE else value.time
            return property_of(part, name)
        case Date():
            read = _DATE.get(name)
        case Time():
            read = _TIME.get(name)
        case DaysDuration():
            read = _DAYS.get(name)
        case MonthsDuration():
            read = _MONTHS.get(name)
        case Range():
            read = _RANGE.get(name)
    return None if read is None else read(value)
