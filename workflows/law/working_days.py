"""Which days of a division are worked, as a pure value; where the days come from is told in calendars."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from workflows.law.label import Label

DAY = timedelta(days=1)
OFFICE_HOURS = ((time(9), time(12)), (time(13, 30), time(17, 30)))


@dataclass(frozen=True)
class Calendar:
    """The working days and office hours of one division.

    A day in neither list is worked from Monday to Friday. Weekends of a year that is not published
    are guesses like the rest of it: shifted workdays are only known from the list.
    """

    division: str
    off: Mapping[date, Label] = field(default_factory=dict)
    """Listed days off, weekends among them."""
    shifted: Mapping[date, Label] = field(default_factory=dict)
    """Saturdays and Sundays that are worked in exchange (调休上班)."""
    published: frozenset[int] = frozenset()
    """Years whose list the State Council's office has published."""
    hours: tuple[tuple[time, time], ...] = OFFICE_HOURS
    """Office hours of a working day, in order, local time; the last end is the close of business."""
    ends_at_close: bool = False
    """A last day ends at the close of business instead of 24:00 (民法典 203)."""
    late_counts_next_day: bool = False
    """What comes after hours or on a day off counts as come on the next working day."""
    zone: str = "Asia/Shanghai"

    def is_working(self, on: date) -> bool:
        """Whether `on` is worked here."""
        if on in self.shifted:
            return True
        return on.weekday() < 5 and on not in self.off

    def working_days(self, after: date) -> Iterator[date]:
        """The working days after `after`, in order, without end."""
        while True:
            after += DAY
            if self.is_working(after):
                yield after

    def add_working_days(self, on: date, days: int) -> date:
        """The last of `days` working days after `on`, which itself is not counted. Requires days >= 1."""
        following = self.working_days(on)
        for _ in range(days - 1):
            next(following)
        return next(following)

    def next_working(self, on: date) -> date:
        """`on` itself where it is worked, else the first working day after it."""
        return on if self.is_working(on) else next(self.working_days(on))

    @property
    def close(self) -> time:
        """Close of business, local time."""
        return self.hours[-1][1]

    def local(self, at: datetime) -> datetime:
        """An aware moment on the clocks of this division."""
        return at.astimezone(ZoneInfo(self.zone))

    def moment(self, on: date, at: time) -> datetime:
        """The moment, in UTC, at which the clocks of this division show `on` and `at`."""
        return datetime.combine(on, at, ZoneInfo(self.zone)).astimezone(UTC)
