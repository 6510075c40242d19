"""Counting one unit of time from a start: days, working days, months, hours, working hours; pure."""

import calendar as gregorian
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import count as naturals
from itertools import islice
from math import ceil

from workflows.law.working_days import DAY, Calendar

USED = 0.8
"""Share of a limit after which its lamp is yellow."""


@dataclass(frozen=True)
class Halt:
    """A span in which a procedure stops the clock; an open one ends on the day its notice names."""

    procedure: str
    from_at: datetime
    to_at: datetime
    is_open: bool


@dataclass(frozen=True)
class Span:
    """What a count is made on: its start, the days of the place, and what stood still."""

    start_at: datetime
    from_on: date
    """The day that is not counted (民法典 201)."""
    calendar: Calendar
    halts: tuple[Halt, ...] = ()
    """In order of their start; they may overlap."""

    @cached_property
    def touched(self) -> frozenset[date]:
        """Every date that a procedure touches, both ends (行政许可法 45)."""
        local = self.calendar.local
        spans = ((local(halt.from_at).date(), local(halt.to_at).date()) for halt in self.halts)
        return frozenset(first + n * DAY for first, last in spans for n in range((last - first).days + 1))

    def days(self, counts: Callable[[date], bool]) -> Iterator[date]:
        """The days after `from_on` that count, without those that a procedure touches."""
        following = (self.from_on + n * DAY for n in naturals(1))
        return (on for on in following if counts(on) and on not in self.touched)


@dataclass(frozen=True)
class Count:
    """Where a count ends and which days made the difference."""

    due_on: date
    yellow_at: datetime
    due_at: datetime | None = None
    """Set for minutes and hours alone, which end at their own moment."""
    not_counted: tuple[date, ...] = ()
    """Listed days off that would have been worked by their weekday."""
    counted: tuple[date, ...] = ()
    """Weekend days that are worked in exchange."""
    moved_from: date | None = None
    """The last day by counting, where it was off and the next working day took its place."""
    unpublished: frozenset[int] = frozenset()


def count(unit: str, value: int, span: Span) -> Count:
    """Count `value` units over `span` (民法典 201-203)."""
    if unit in ("minute", "hour"):
        due_at, yellow_at = _run(timedelta(minutes=1 if unit == "minute" else 60), value, span, _always(span))
        return Count(span.calendar.local(due_at).date(), yellow_at, due_at)
    if unit == "working_hour":
        return _working_hours(value, span)
    if unit in ("month", "year"):
        return _months(value, 12 if unit == "year" else 1, span)
    is_working = unit == "working_day"
    days = list(islice(span.days(span.calendar.is_working if is_working else lambda _: True), value))
    # Today counts as used: with one unit left after today, the lamp is yellow.
    used = min(ceil(USED * value), value - 1)
    return _days(days, used, span, every_day_looked_at=is_working)


def add_months(on: date, months: int) -> date:
    """The same day `months` later, else that month's last day (民法典 202)."""
    year, month0 = divmod(on.year * 12 + on.month - 1 + months, 12)
    return date(year, month0 + 1, min(on.day, gregorian.monthrange(year, month0 + 1)[1]))


def _months(value: int, months: int, span: Span) -> Count:
    """Months and years end on the day of the same number; each date stopped adds one."""
    last = add_months(span.from_on, value * months)
    one_left = add_months(span.from_on, max(value - 1, 0) * months)
    days = list(islice(span.days(lambda _: True), (last - span.from_on).days))
    used = min(ceil(USED * len(days)), len(days) - (last - one_left).days)
    return _days(days, used, span, every_day_looked_at=False)


def _days(days: list[date], used: int, span: Span, *, every_day_looked_at: bool) -> Count:
    """End a count of dates: move a last day that is off, and say which days made the difference."""
    calendar = span.calendar
    last = days[-1] if days else span.from_on
    due_on = last
    # Licences count working days and never end on a day off; the other units move (民法典 203).
    while not calendar.is_working(due_on) or (due_on in span.touched and due_on != last):
        due_on += DAY
    first = span.from_on + DAY if every_day_looked_at and days else last
    not_counted, counted, unpublished = _differences(first, due_on, span)
    return Count(
        due_on=due_on,
        yellow_at=calendar.moment(days[used - 1], time.min) if used > 0 else span.start_at,
        not_counted=not_counted,
        counted=counted,
        moved_from=last if last != due_on else None,
        unpublished=unpublished,
    )


def _differences(first: date, last: date, span: Span) -> tuple[tuple[date, ...], tuple[date, ...], frozenset[int]]:
    """What the calendar changed between two days: weekdays off, weekend days worked, years not published."""
    looked = [first + n * DAY for n in range((last - first).days + 1)]
    calendar = span.calendar
    off = tuple(on for on in looked if on.weekday() < 5 and not calendar.is_working(on))
    # A limit of no days ends on its own first day, which a procedure may touch; it must be seen to be worked.
    worked = tuple(on for on in looked if on in calendar.shifted and (on not in span.touched or on == last))
    return off, worked, frozenset(on.year for on in looked) - calendar.published


def _working_hours(value: int, span: Span) -> Count:
    """Count office hours alone, on working days."""
    local = span.calendar.local
    due_at, yellow_at = _run(timedelta(hours=1), value, span, _office(span))
    due_on = local(due_at).date()
    not_counted, counted, unpublished = _differences(local(span.start_at).date(), due_on, span)
    return Count(due_on, yellow_at, due_at, not_counted, counted, unpublished=unpublished)


def _always(span: Span) -> Iterator[tuple[datetime, datetime]]:
    """Hours run at once and never move."""
    yield span.start_at, datetime(9999, 12, 30, tzinfo=UTC)


def _office(span: Span) -> Iterator[tuple[datetime, datetime]]:
    """Office hours from the start on, without end."""
    calendar = span.calendar
    today = calendar.local(span.start_at).date()
    for on in (today + n * DAY for n in naturals()):
        for opens, closes in calendar.hours if calendar.is_working(on) else ():
            if (end := calendar.moment(on, closes)) > span.start_at:
                yield max(calendar.moment(on, opens), span.start_at), end


def _run(
    unit: timedelta, value: int, span: Span, running: Iterator[tuple[datetime, datetime]]
) -> tuple[datetime, datetime]:
    """Let time run until `value` units are used, and give the end and the yellow moment.

    It stands still between the spans that are `running` and in halts.
    """
    total = value * unit
    warn = max(min(USED * total, total - unit), timedelta())
    yellow_at: datetime | None = None
    ran = timedelta()
    for from_at, to_at in _without(span.halts, running):
        length = to_at - from_at
        if yellow_at is None and ran + length >= warn:
            yellow_at = from_at + (warn - ran)
        if ran + length >= total:
            return from_at + (total - ran), yellow_at or from_at
        ran += length
    raise AssertionError("time ended before the limit")


def _without(
    halts: tuple[Halt, ...], spans: Iterator[tuple[datetime, datetime]]
) -> Iterator[tuple[datetime, datetime]]:
    """`spans` with the halts cut out."""
    for from_at, to_at in spans:
        for halt in halts:
            if halt.to_at <= from_at or halt.from_at >= to_at:
                continue
            if halt.from_at > from_at:
                yield from_at, halt.from_at
            from_at = halt.to_at
        if from_at < to_at:
            yield from_at, to_at
