"""The running clocks of a case: started, stopped and explained; the days are counted in law/clock."""

import dataclasses
from collections.abc import Iterable
from datetime import datetime
from itertools import takewhile

from workflows.cases.models import Case, Clock
from workflows.catalogue.item import Item, Step
from workflows.law.calendars import calendar_for
from workflows.law.clock import Deadline, Event, Lamp, Reason, Rule, deadline
from workflows.law.working_days import Calendar
from workflows.people.organisation import body


@dataclasses.dataclass(frozen=True)
class ClockView:
    """One deadline as citizen and clerk see it."""

    code: str
    rule: Rule
    started_at: datetime
    due_at: datetime
    lamp: Lamp
    reasons: tuple[Reason, ...]
    is_provisional: bool
    stopped_at: datetime | None
    """When the limit was kept or ended; the lamp is the one of that moment."""


def compute(item: Item, rule: Rule, at: datetime) -> Deadline:
    """The deadline of a rule that starts at `at`, by the calendar of the place that handles the item."""
    return deadline(rule, calendar_of(item), [Event(rule.starts, at)])


def calendar_of(item: Item) -> Calendar:
    """The calendar of the place whose body decides."""
    return calendar_for(body(item.body).division)


def start(case: Case, item: Item, code: str, at: datetime) -> None:
    """Start the clock of this limit; an item without it has no such clock."""
    limit = item.limits.get(code)
    if limit is None:
        return
    rule = limit.rule
    found = compute(item, rule, at)
    Clock.objects.create(
        case=case,
        code=code,
        rule=rule.to_json(),
        events=[Event(rule.starts, at).to_json()],
        started_at=found.started_at,
        due_at=found.due_at,
        yellow_at=found.yellow_at,
        red_at=found.red_at,
        reasons=[dataclasses.asdict(reason) for reason in found.reasons],
        is_provisional=found.provisional,
    )


def stop(case: Case, codes: Iterable[str], at: datetime) -> None:
    """Stop what runs; a clock that does not run is left alone."""
    Clock.objects.filter(case=case, code__in=list(codes), stopped_at=None).update(stopped_at=at)


def due_at(case: Case, code: str) -> datetime | None:
    """When the running clock of this code ends, or None."""
    return Clock.objects.filter(case=case, code=code, stopped_at=None).values_list("due_at", flat=True).first()


def of_step(item: Item, step: Step, at: datetime) -> Deadline | None:
    """When a step's own limit ends, or None where it has none."""
    return compute(item, step.limit.rule, at) if step.limit else None


def view(row: Clock, now: datetime) -> ClockView:
    """The frozen view of a clock; a stopped one keeps the colour it had."""
    moment = row.stopped_at or now
    lamp: Lamp = "red" if moment >= row.red_at else "yellow" if moment >= row.yellow_at else "green"
    reasons = tuple(Reason(reason["code"], reason["params"]) for reason in row.reasons)
    rule = Rule.from_json(row.rule)
    return ClockView(row.code, rule, row.started_at, row.due_at, lamp, reasons, row.is_provisional, row.stopped_at)


def views(case: Case, now: datetime) -> tuple[ClockView, ...]:
    """All clocks of a case, the running ones first, each group in order of its end."""
    rows = Clock.objects.filter(case=case)
    return tuple(view(row, now) for row in sorted(rows, key=lambda row: (row.stopped_at is not None, row.due_at)))


def day_of(item: Item, clock: ClockView, now: datetime) -> int | None:
    """Which day of the limit runs, 0 for the day on which it began; None for limits that count no days."""
    calendar = calendar_of(item)
    began, today = calendar.local(clock.started_at).date(), calendar.local(now).date()
    if clock.rule.unit == "calendar_day":
        return (today - began).days
    if clock.rule.unit != "working_day":
        return None
    return sum(1 for _ in takewhile(lambda day: day <= today, calendar.working_days(began)))
