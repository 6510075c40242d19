"""Whether a limit may be extended: once, before it ends, by no more than its law allows (行政许可法 42); pure."""

from collections.abc import Sequence
from datetime import datetime

from workflows.law.clock import Event, NotStarted, Rule, deadline
from workflows.law.working_days import Calendar


def refusal(rule: Rule, calendar: Calendar, events: Sequence[Event], at: datetime, value: int) -> str:
    """Why `rule` may not be extended by `value` units at `at`; empty where it may.

    not_extendable, not_started, extended_already, too_long, too_late.
    """
    if not rule.extend:
        return "not_extendable"
    try:
        found = deadline(rule, calendar, events)
    except NotStarted:
        return "not_started"
    if any(reason.code == "extended" for reason in found.reasons):
        return "extended_already"
    if not 0 < value <= rule.extend:
        return "too_long"
    return "too_late" if at > found.due_at else ""
