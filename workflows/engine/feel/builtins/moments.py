"""date, time, date and time, duration, now and today."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values import temporal_text
from workflows.engine.feel.values.convert import inward
from workflows.engine.feel.values.numbers import whole
from workflows.engine.feel.values.run import Run
from workflows.engine.feel.values.temporal import (
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    make_date,
    make_time,
    midnight,
)
from workflows.engine.feel.values.zones import Zone, parse_zone

_MAX_OFFSET_SECONDS = 14 * 3600


@function("date(from: string|date|date and time)")
def _date(source: Any) -> Date | None:
    match source:
        case str():
            return temporal_text.parse_date(source)
        case DateTime():
            return source.date
    return source if isinstance(source, Date) else None


@function("date(year: number, month: number, day: number)")
def _date_of_parts(year: Decimal, month: Decimal, day: Decimal) -> Date | None:
    parts = whole(year), whole(month), whole(day)
    return None if None in parts else make_date(*(part or 0 for part in parts))


@function("time(from: string|time|date|date and time)")
def _time(source: Any) -> Time | None:
    match source:
        case str():
            return temporal_text.parse_time(source)
        case DateTime():
            return source.time
        case Date():
            return midnight(source).time
    return source if isinstance(source, Time) else None


@function("time(hour: number, minute: number, second: number, offset: days and time duration|null?)")
def _time_of_parts(hour: Decimal, minute: Decimal, second: Decimal, offset: DaysDuration | None = None) -> Time | None:
    whole_hour, whole_minute = whole(hour), whole(minute)
    if whole_hour is None or whole_minute is None:
        return None
    if offset is not None and abs(offset.seconds) > _MAX_OFFSET_SECONDS:
        return None
    zone = None if offset is None else int(offset.seconds)
    return make_time(whole_hour, whole_minute, round(second, 9), zone)


@function("date and time(from: string|date|date and time)")
def _moment(source: Any) -> DateTime | None:
    match source:
        case str():
            return temporal_text.parse_moment(source)
        case Date():
            return midnight(source)
    return source if isinstance(source, DateTime) else None


@function("date and time(date: date|date and time, time: time)")
def _moment_of_parts(day: Date | DateTime, clock: Time) -> DateTime:
    return DateTime(day.date if isinstance(day, DateTime) else day, clock)


@function("date and time(date: date and time, timezone: string)")
def _moment_in_zone(moment: DateTime, timezone: str) -> DateTime | None:
    """The same wall clock in another zone."""
    # FEEL changes the label and keeps the clock; it does not convert.
    known, zone = _zone(timezone)
    clock = moment.time
    return DateTime(moment.date, Time(clock.hour, clock.minute, clock.second, zone)) if known else None


def _zone(text: str) -> tuple[bool, Zone]:
    return parse_zone(text if text[:1] in ("+", "-", "Z", "") else "@" + text)


@function("duration(from: string|days and time duration|years and months duration)")
def _duration(source: Any) -> DaysDuration | MonthsDuration | None:
    return temporal_text.parse_duration(source) if isinstance(source, str) else source


@function("years and months duration(from: date|date and time, to: date|date and time)")
def _months_between(start: Date | DateTime, end: Date | DateTime) -> MonthsDuration:
    """Whole months from day to day; the time of day does not count."""
    first = start.date if isinstance(start, DateTime) else start
    last = end.date if isinstance(end, DateTime) else end
    months = (last.year - first.year) * 12 + last.month - first.month
    if months > 0 and last.day < first.day:
        months -= 1
    elif months < 0 and last.day > first.day:
        months += 1
    return MonthsDuration(months)


def _given_now(run: Run) -> DateTime | None:
    if not isinstance(run.now, datetime):
        return None
    moment = inward(run.now)
    return moment if isinstance(moment, DateTime) else None


@function("now()", wants_run=True)
def _now(run: Run) -> DateTime | None:
    """The moment that the caller gave: nothing here reads a clock."""
    return _given_now(run)


@function("today()", wants_run=True)
def _today(run: Run) -> Date | None:
    """The day of `now()` in the zone in which the caller gave it."""
    moment = _given_now(run)
    return None if moment is None else moment.date
