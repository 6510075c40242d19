"""What a new calendar does to a clock that runs: its last day moves, unless it has passed already; pure."""

from collections.abc import Sequence
from datetime import datetime

from workflows.law.clock import Deadline, Event, Reason, Rule, deadline
from workflows.law.working_days import Calendar


def moved(
    rule: Rule,
    calendar: Calendar,
    events: Sequence[Event],
    kept_due_at: datetime,
    kept_reasons: Sequence[Reason],
    now: datetime,
) -> Deadline | None:
    """The deadline that takes the place of the kept one; None where that one stays as it is.

    A last moment that has passed stays for ever. One that lies ahead is never moved into the past: nobody
    could have kept it, so the kept one holds.
    """
    if kept_due_at < now:
        return None
    found = deadline(rule, calendar, events)
    if found.due_at < now or (found.due_at == kept_due_at and found.reasons == tuple(kept_reasons)):
        return None
    return found
