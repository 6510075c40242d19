"""The calendars that the tests of law count on, put together from the published lists without a database."""

from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from workflows.law.national import published, statutory
from workflows.law.working_days import Calendar

ZONE = ZoneInfo("Asia/Shanghai")


@cache
def china(**settings: bool) -> Calendar:
    """The country's calendar: 2025 and 2026 published, 2027 known by its fixed days alone."""
    days = [*published(2025), *published(2026), *statutory(2027)]
    off = {day.on: day.note for day in days if not day.is_working}
    shifted = {day.on: day.note for day in days if day.is_working}
    return Calendar("000000", off, shifted, frozenset({2025, 2026}), **settings)


def at(text: str) -> datetime:
    """A local moment such as `2026-02-13` (ten in the morning) or `2026-02-13 23:59`, in UTC."""
    moment = datetime.fromisoformat(text)
    if len(text) == 10:
        moment = moment.replace(hour=10)
    return moment.replace(tzinfo=ZONE).astimezone(UTC)


def on(text: str) -> date:
    """An ISO date."""
    return date.fromisoformat(text)
