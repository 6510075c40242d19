"""day of year, day of week, month of year, week of year and last day of month."""

from datetime import date
from decimal import Decimal

from workflows.engine.feel.builtins.registry import function
from workflows.engine.feel.values import civil
from workflows.engine.feel.values.properties import weekday
from workflows.engine.feel.values.temporal import Date, DateTime

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def _day(value: Date | DateTime) -> Date:
    return value.date if isinstance(value, DateTime) else value


@function("day of year(date: date|date and time)")
def _day_of_year(value: Date | DateTime) -> Decimal:
    day = _day(value)
    return Decimal(day.number - civil.day_number(day.year, 1, 1) + 1)


@function("day of week(date: date|date and time)")
def _day_of_week(value: Date | DateTime) -> str:
    return _DAYS[weekday(_day(value)) - 1]


@function("month of year(date: date|date and time)")
def _month_of_year(value: Date | DateTime) -> str:
    return _MONTHS[_day(value).month - 1]


@function("week of year(date: date|date and time)")
def _week_of_year(value: Date | DateTime) -> Decimal:
    """ISO 8601; the calendar repeats every 400 years, so that any year has one that Python knows."""
    day = _day(value)
    return Decimal(date(day.year % 400 + 2000, day.month, day.day).isocalendar().week)


@function("last day of month(date: date|date and time)")
def _last_day_of_month(value: Date | DateTime) -> Decimal:
    day = _day(value)
    return Decimal(civil.month_days(day.year, day.month))
