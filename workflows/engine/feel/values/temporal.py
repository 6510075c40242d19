"""Dates, times, date-times and the two durations of FEEL, to the nanosecond and for years to 999,999,999."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from workflows.engine.feel.values import civil
from workflows.engine.feel.values.numbers import ZERO
from workflows.engine.feel.values.zones import Zone, offset_seconds

DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Date:
    """A day of the calendar; built through `make_date`, which refuses days that do not exist."""

    year: int
    month: int
    day: int

    @property
    def number(self) -> int:
        """Days since 1970-01-01."""
        return civil.day_number(self.year, self.month, self.day)


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day; `second` may have a fraction of up to nine digits."""

    hour: int
    minute: int
    second: Decimal
    zone: Zone = None

    @property
    def local_seconds(self) -> Decimal:
        """Seconds since midnight on the clock of its own zone."""
        return self.hour * 3600 + self.minute * 60 + self.second

    @property
    def offset(self) -> int | None:
        """Seconds east of Greenwich; a named zone gives that of 1970, since a time has no day."""
        return offset_seconds(self.zone, datetime(1970, 1, 1))  # noqa: DTZ001 - the zone is asked, not told


@dataclass(frozen=True, slots=True)
class DateTime:
    """A moment: absolute when `time.zone` is set, else local."""

    date: Date
    time: Time

    @property
    def offset(self) -> int | None:
        """Seconds east of Greenwich at this moment; None for local."""
        # Zones are tables of real years; outside Python's range the nearest year answers.
        year = min(max(self.date.year, 2), 9998)
        day = min(self.date.day, civil.month_days(year, self.date.month))
        local = datetime(year, self.date.month, day, self.time.hour, self.time.minute)  # noqa: DTZ001
        return offset_seconds(self.time.zone, local)

    @property
    def local_seconds(self) -> Decimal:
        """Seconds since 1970-01-01T00:00:00 on the clock of its own zone."""
        return self.date.number * DAY_SECONDS + self.time.local_seconds


@dataclass(frozen=True, slots=True)
class DaysDuration:
    """A days and time duration."""

    seconds: Decimal


@dataclass(frozen=True, slots=True)
class MonthsDuration:
    """A years and months duration."""

    months: int


Temporal = Date | Time | DateTime | DaysDuration | MonthsDuration


def make_date(year: int, month: int, day: int) -> Date | None:
    if not -civil.MAX_YEAR <= year <= civil.MAX_YEAR or not 1 <= month <= 12:
        return None
    return Date(year, month, day) if 1 <= day <= civil.month_days(year, month) else None


def date_of(number: int) -> Date | None:
    """The day that lies `number` days after 1970-01-01."""
    return make_date(*civil.from_day_number(number))


def make_time(hour: int, minute: int, second: Decimal, zone: Zone = None) -> Time | None:
    if not (0 <= hour <= 23 and 0 <= minute <= 59 and 0 <= second < 60):
        return None
    return Time(hour, minute, second, zone)


def time_of(seconds: Decimal, zone: Zone) -> Time:
    """Requires 0 <= seconds < 86,400."""
    hour, rest = divmod(int(seconds), 3600)
    return Time(hour, rest // 60, seconds - hour * 3600 - rest // 60 * 60, zone)


def moment_of(local_seconds: Decimal, zone: Zone) -> DateTime | None:
    """The inverse of `DateTime.local_seconds`; None when the year is out of range."""
    number = int(local_seconds // DAY_SECONDS)
    rest = local_seconds - number * DAY_SECONDS
    if rest < 0:
        number, rest = number - 1, rest + DAY_SECONDS
    day = date_of(number)
    return None if day is None else DateTime(day, time_of(rest, zone))


def midnight(day: Date) -> DateTime:
    """The start of `day` in UTC, which is what FEEL takes where a date meets a date-time."""
    return DateTime(day, Time(0, 0, ZERO, 0))


def instant(moment: DateTime) -> Decimal | None:
    """Seconds since 1970-01-01T00:00:00Z; None for a local moment."""
    offset = moment.offset
    return None if offset is None else moment.local_seconds - offset
