"""What a hearing of a licence must keep to (行政许可法 46-48); pure."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from workflows.law.clock import Event, Rule, deadline
from workflows.law.working_days import DAY, Calendar

CLEAR_DAYS = 7
"""Whole days that lie between the notice and the hearing (48(1))."""
TO_BE_HELD = Rule("hearing", 20, "working_day", "行政许可法 47", "asked")


@dataclass(frozen=True)
class Hearing:
    """A hearing as it is planned or was held."""

    told_at: datetime
    """When the right to it was told."""
    asked_at: datetime
    notice_on: date
    """The day on which place and time were told."""
    held_on: date
    chair: UUID
    is_public: bool
    has_minutes: bool = False
    is_over: bool = False


def asked_in_time(hearing: Hearing, calendar: Calendar, unit: Literal["calendar_day", "working_day"]) -> bool:
    """Whether it was asked for within five days of being told; the law names no unit, so the pack does."""
    rule = Rule("hearing_request", 5, unit, "行政许可法 47", "told")
    return hearing.asked_at <= deadline(rule, calendar, [Event("told", hearing.told_at)]).due_at


def earliest_day(notice_on: date) -> date:
    """The first day on which a hearing may be held that is announced on `notice_on`."""
    return notice_on + (CLEAR_DAYS + 1) * DAY


def faults(hearing: Hearing, calendar: Calendar, reviewers: Collection[UUID]) -> Iterator[str]:
    """What is wrong with it: short_notice, too_late, biased_chair, not_public, no_minutes."""
    if hearing.held_on < earliest_day(hearing.notice_on):
        yield "short_notice"
    if hearing.held_on > deadline(TO_BE_HELD, calendar, [Event("asked", hearing.asked_at)]).due_on:
        yield "too_late"
    if hearing.chair in reviewers:
        yield "biased_chair"
    if not hearing.is_public:
        yield "not_public"
    if hearing.is_over and not hearing.has_minutes:
        yield "no_minutes"
