"""When a licence must be asked to be renewed, and when silence renews it (行政许可法 50); pure."""

from datetime import date, datetime, time
from typing import Literal

from workflows.law.working_days import DAY, Calendar

DAYS_BEFORE = 30


def last_day_to_ask(
    expires_on: date, calendar: Calendar, unit: Literal["calendar_day", "working_day"] = "calendar_day"
) -> date:
    """The last day on which renewal is asked for in time; `expires_on` is the last valid day.

    The law says thirty days before the end and names no unit, so the pack does.
    """
    left, on = DAYS_BEFORE, expires_on
    while left:
        on -= DAY
        left -= unit == "calendar_day" or calendar.is_working(on)
    return on


def is_renewed_by_silence(
    expires_on: date, asked_on: date | None, decided_at: datetime | None, calendar: Calendar, now: datetime
) -> bool:
    """Whether a licence goes on because the body said nothing until its end.

    Only where its holder asked in time, and no other rule of law says otherwise, which is the pack's to know.
    """
    end = calendar.moment(expires_on, time.max)
    in_time = asked_on is not None and asked_on <= last_day_to_ask(expires_on, calendar)
    return in_time and now > end and (decided_at is None or decided_at > end)
