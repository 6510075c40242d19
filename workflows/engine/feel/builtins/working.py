"""Working days of the calendar that the caller gave: OneDoor's extension of FEEL.

`add working days(date, days)` is the day on which the n-th working day after `date` falls (before it for negative n);
`working days between(start, end)` counts the working days after `start` up to and including `end`, so that
`working days between(d, add working days(d, n)) = n`. Both are null without a calendar.
"""

from datetime import date
from decimal import Decimal

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.values.numbers import whole
from workflows.engine.feel.values.run import Run, WorkCalendar
from workflows.engine.feel.values.temporal import Date, DateTime, date_of

_MAX_DAYS = 20_000
"""Some 55 years; what asks for more is a slip."""


def _number(value: Date | DateTime) -> int:
    return value.date.number if isinstance(value, DateTime) else value.number


def _works(calendar: WorkCalendar, number: int) -> bool:
    day = date_of(number)
    if day is None or not 1 <= day.year <= 9999:
        raise FeelError("working days are counted for years 1 to 9999")
    return calendar.is_working(date(day.year, day.month, day.day))


@function("add working days(date: date|date and time, days: number)", wants_run=True)
def _add_working_days(run: Run, start: Date | DateTime, days: Decimal) -> Date | None:
    wanted = whole(days)
    if run.calendar is None or wanted is None or abs(wanted) > _MAX_DAYS:
        return None
    number, step = _number(start), 1 if wanted > 0 else -1
    left = abs(wanted)
    while left:
        run.charge(5)
        number += step
        left -= _works(run.calendar, number)
    return date_of(number)


@function("working days between(start: date|date and time, end: date|date and time)", wants_run=True)
def _working_days_between(run: Run, start: Date | DateTime, end: Date | DateTime) -> Decimal | None:
    """Negative when `end` lies before `start`."""
    first, last = _number(start), _number(end)
    if run.calendar is None or abs(last - first) > 2 * _MAX_DAYS:
        return None
    low, high = min(first, last), max(first, last)
    run.charge(5 * (high - low))
    count = sum(_works(run.calendar, number) for number in range(low + 1, high + 1))
    return Decimal(count if last >= first else -count)
