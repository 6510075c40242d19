"""How long a citizen may ask for reconsideration or go to court (行政复议法, 行政诉讼法); pure."""

from datetime import datetime

from workflows.law.clock import Deadline, Event, Rule, deadline
from workflows.law.working_days import Calendar

SIXTY_DAYS = Rule("reconsideration", 60, "calendar_day", "行政复议法 20", "learned")
ONE_YEAR = Rule("reconsideration", 1, "year", "行政复议法 20(3)", "content_known")
ACCEPTANCE = Rule("reconsideration_acceptance", 5, "working_day", "行政复议法 30", "received")
SIX_MONTHS = Rule("litigation", 6, "month", "行政诉讼法 46", "learned")
AFTER_RECONSIDERATION = Rule("litigation", 15, "calendar_day", "行政诉讼法 45", "learned")


def reconsideration(calendar: Calendar, content_known_at: datetime, rights_known_at: datetime) -> Deadline:
    """Until when reconsideration may be asked for.

    Sixty days from the day on which content, body and limit were known; where the rights came later than the
    content, in no case later than a year after the content.
    """
    days = deadline(SIXTY_DAYS, calendar, [Event("learned", max(content_known_at, rights_known_at))])
    year = deadline(ONE_YEAR, calendar, [Event("content_known", content_known_at)])
    return min(days, year, key=lambda found: found.due_at)


def accepted_by_silence(calendar: Calendar, received_at: datetime) -> Deadline:
    """When a reconsideration body that says nothing has accepted: as these days end, not as of receipt (30)."""
    return deadline(ACCEPTANCE, calendar, [Event("received", received_at)])


def litigation(calendar: Calendar, learned_at: datetime, *, after_reconsideration: bool = False) -> Deadline:
    """Until when a court may be asked: six months, or fifteen days after the reconsideration's decision."""
    rule = AFTER_RECONSIDERATION if after_reconsideration else SIX_MONTHS
    return deadline(rule, calendar, [Event("learned", learned_at)])
