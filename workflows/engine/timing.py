"""When the rule of a timer is due: ISO 8601 moments and durations here, legal working time by a calendar elsewhere."""

import re
from calendar import monthrange
from datetime import UTC, datetime, timedelta

DURATION = (
    r"P(?=.)((?P<years>\d+)Y)?((?P<months>\d+)M)?((?P<weeks>\d+)W)?((?P<days>\d+)D)?"
    r"(T(?=.)((?P<hours>\d+)H)?((?P<minutes>\d+)M)?((?P<seconds>\d+(\.\d+)?)S)?)?"
)
MOMENT = r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?"
WORKING = r"(?P<count>\d+) working (?P<unit>days|hours)"
_UNITS = ("weeks", "days", "hours", "minutes", "seconds")


def due_at(rule: str, start: datetime) -> datetime:
    """The moment at which a rule set at `start` (aware) is due.

    A moment without a zone is read in that of `start`; a month that is too short gives its last day.
    Raises ValueError for `5 working days`, which only a calendar can answer, and for what is no rule.
    """
    if re.fullmatch(MOMENT, rule):
        moment = datetime.fromisoformat(rule)
        return moment if moment.tzinfo else moment.replace(tzinfo=start.tzinfo)
    match = re.fullmatch(DURATION, rule)
    if match is None:
        raise ValueError(f"{rule!r} is no moment or duration")
    try:
        return _later(start, match.groupdict())
    except OverflowError as error:
        raise ValueError(f"{rule!r} is due after the end of time") from error


def is_due(rule: str) -> bool:
    """Whether the rule, of the clock or of working time, has a moment at which it is due."""
    if re.fullmatch(WORKING, rule):
        return True
    try:
        due_at(rule, datetime(2000, 1, 1, tzinfo=UTC))
    except ValueError:
        return False
    return True


def _later(start: datetime, parts: dict[str, str | None]) -> datetime:
    months = 12 * int(parts["years"] or 0) + int(parts["months"] or 0)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    day = min(start.day, monthrange(year, month + 1)[1])
    moved = start.replace(year=year, month=month + 1, day=day)
    return moved + timedelta(**{unit: float(parts[unit] or 0) for unit in _UNITS})
