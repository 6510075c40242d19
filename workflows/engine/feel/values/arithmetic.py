"""`+ - * / **` on FEEL values: numbers, texts, moments and durations; None for whatever has no sum."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from workflows.engine.feel.values import civil
from workflows.engine.feel.values.numbers import CONTEXT
from workflows.engine.feel.values.temporal import (
    DAY_SECONDS,
    Date,
    DateTime,
    DaysDuration,
    MonthsDuration,
    Time,
    date_of,
    instant,
    make_date,
    midnight,
    moment_of,
    time_of,
)

_Pair = Callable[[Any, Any], Any]


def add(left: Any, right: Any) -> Any:
    kind = left.__class__
    if kind is right.__class__:
        if kind is Decimal:
            return _number(CONTEXT.add, left, right)
        if kind is str:
            return left + right
    return _paired(_SUMS.get((kind, right.__class__)), left, right)


def subtract(left: Any, right: Any) -> Any:
    if left.__class__ is Decimal and right.__class__ is Decimal:
        return _number(CONTEXT.subtract, left, right)
    pair = _DIFFERENCES.get((left.__class__, right.__class__))
    if pair:
        return _paired(pair, left, right)
    return add(left, negate(right)) if isinstance(right, DaysDuration | MonthsDuration) else None


def negate(value: Any) -> Any:
    match value:
        case bool():
            return None
        case Decimal():
            return CONTEXT.minus(value)
        case DaysDuration():
            return DaysDuration(-value.seconds)
        case MonthsDuration():
            return MonthsDuration(-value.months)
    return None


def multiply(left: Any, right: Any) -> Any:
    if left.__class__ is Decimal and right.__class__ is Decimal:
        return _number(CONTEXT.multiply, left, right)
    if isinstance(right, DaysDuration | MonthsDuration):
        left, right = right, left
    if right.__class__ is not Decimal:
        return None
    return _scaled(CONTEXT.multiply, left, right)


def divide(left: Any, right: Any) -> Any:
    if right.__class__ is Decimal:
        return (
            _number(CONTEXT.divide, left, right) if left.__class__ is Decimal else _scaled(CONTEXT.divide, left, right)
        )
    match left, right:
        case DaysDuration(), DaysDuration():
            return _number(CONTEXT.divide, left.seconds, right.seconds)
        case MonthsDuration(), MonthsDuration():
            return _number(CONTEXT.divide, Decimal(left.months), Decimal(right.months))
    return None


def power(left: Any, right: Any) -> Any:
    if left.__class__ is Decimal and right.__class__ is Decimal:
        return _number(CONTEXT.power, left, right)
    return None


def _paired(pair: _Pair | None, left: Any, right: Any) -> Any:
    try:
        return None if pair is None else pair(left, right)
    except ArithmeticError:
        return None


def _number(operate: Callable[[Decimal, Decimal], Decimal], left: Decimal, right: Decimal) -> Decimal | None:
    try:
        return operate(left, right)
    except ArithmeticError:
        return None


def _scaled(operate: Callable[[Decimal, Decimal], Decimal], duration: Any, factor: Decimal) -> Any:
    match duration:
        case DaysDuration():
            seconds = _number(operate, duration.seconds, factor)
            return None if seconds is None or seconds.adjusted() > 17 else DaysDuration(round(seconds, 9))
        case MonthsDuration():
            months = _number(operate, Decimal(duration.months), factor)
            return MonthsDuration(int(months)) if months is not None and months.adjusted() < 18 else None
    return None


def _shift_moment(moment: DateTime, duration: DaysDuration) -> DateTime | None:
    if duration.seconds.adjusted() > 18:
        return None
    return moment_of(CONTEXT.add(moment.local_seconds, duration.seconds), moment.time.zone)


def _shift_date(day: Date, duration: DaysDuration) -> Date | None:
    """Whole days only: what is left of a day leads to an earlier midnight, never to a later."""
    # Decimal division cuts towards zero, so a negative rest needs one day more.
    days = duration.seconds // DAY_SECONDS
    days -= 1 if days * DAY_SECONDS > duration.seconds else 0
    return date_of(day.number + int(days)) if days.adjusted() < 13 else None


def _shift_time(time: Time, duration: DaysDuration) -> Time:
    # The remainder of a Decimal has the sign of the dividend.
    seconds = (time.local_seconds + duration.seconds) % DAY_SECONDS
    return time_of(seconds + DAY_SECONDS if seconds < 0 else seconds, time.zone)


def _shift_months(day: Date, duration: MonthsDuration) -> Date | None:
    if abs(duration.months) > 24 * civil.MAX_YEAR:
        return None
    return make_date(*civil.add_months(day.year, day.month, day.day, duration.months))


def _shift_moment_months(moment: DateTime, duration: MonthsDuration) -> DateTime | None:
    day = _shift_months(moment.date, duration)
    return None if day is None else DateTime(day, moment.time)


def _between_moments(left: DateTime, right: DateTime) -> DaysDuration | None:
    a, b = instant(left), instant(right)
    if a is None and b is None:
        return DaysDuration(left.local_seconds - right.local_seconds)
    return None if a is None or b is None else DaysDuration(a - b)


def _between_times(left: Time, right: Time) -> DaysDuration | None:
    a, b = left.offset, right.offset
    if (a is None) != (b is None):
        return None
    return DaysDuration(left.local_seconds - (a or 0) - right.local_seconds + (b or 0))


def _swapped(pair: _Pair) -> _Pair:
    return lambda left, right: pair(right, left)


_SHIFTS: dict[tuple[type, type], _Pair] = {
    (DateTime, DaysDuration): _shift_moment,
    (Date, DaysDuration): _shift_date,
    (Time, DaysDuration): _shift_time,
    (Date, MonthsDuration): _shift_months,
    (DateTime, MonthsDuration): _shift_moment_months,
}
_SUMS: dict[tuple[type, type], _Pair] = {
    **_SHIFTS,
    **{(right, left): _swapped(pair) for (left, right), pair in _SHIFTS.items()},
    (DaysDuration, DaysDuration): lambda a, b: DaysDuration(a.seconds + b.seconds),
    (MonthsDuration, MonthsDuration): lambda a, b: MonthsDuration(a.months + b.months),
}
_DIFFERENCES: dict[tuple[type, type], _Pair] = {
    (DaysDuration, DaysDuration): lambda a, b: DaysDuration(a.seconds - b.seconds),
    (MonthsDuration, MonthsDuration): lambda a, b: MonthsDuration(a.months - b.months),
    (Date, Date): lambda a, b: DaysDuration(Decimal((a.number - b.number) * DAY_SECONDS)),
    (DateTime, DateTime): _between_moments,
    (DateTime, Date): lambda a, b: _between_moments(a, midnight(b)),
    (Date, DateTime): lambda a, b: _between_moments(midnight(a), b),
    (Time, Time): _between_times,
}
