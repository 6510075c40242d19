"""When a timer of a drawing runs out: a moment, an ISO 8601 duration, or a count of legal units by a calendar; pure."""

from collections.abc import Mapping
from datetime import datetime

from workflows.engine.timing import due_at
from workflows.law.clock import Event, Rule, Unit, deadline
from workflows.law.working_days import Calendar

LEGAL_UNITS: Mapping[str, Unit] = {
    "minute": "minute",
    "hour": "hour",
    "working hour": "working_hour",
    "day": "calendar_day",
    "calendar day": "calendar_day",
    "working day": "working_day",
    "month": "month",
    "year": "year",
}


def timer_due_at(rule: str, at: datetime, calendar: Calendar) -> datetime:
    """The moment at which a timer set at `at` (aware) runs out, e.g. by `5 working days`. Raises ValueError."""
    count, _, name = rule.partition(" ")
    if not name:
        return due_at(rule, at)
    legal = Rule("timer", int(count), LEGAL_UNITS[name.rstrip("s")], "", "set")
    return deadline(legal, calendar, [Event("set", at)]).due_at
