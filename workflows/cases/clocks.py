"""The running clocks of a case: started, stopped and explained; the days are counted in law/clock."""

import dataclasses
from collections.abc import Iterable
from datetime import datetime
from itertools import takewhile
from typing import Any

from workflows.cases.models import Case, Clock, ClockMove
from workflows.catalogue.drive import BEGINS, ENDS, PROCEDURES
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


def start(case: Case, item: Item, code: str, at: datetime, rule: Rule | None = None) -> Clock | None:
    """Start the clock of this limit, by the item's rule or by one that a court set; without any there is none."""
    limit = item.limits.get(code)
    rule = rule or (limit.rule if limit else None)
    if rule is None:
        return None
    row = Clock(case=case, code=code, rule=rule.to_json(), events=[Event(rule.starts, at).to_json()])
    # The applicant's own days burden no body.
    row.body = "" if code == "correction" else item.body
    show(row, compute(item, rule, at))
    row.save()
    return row


def show(row: Clock, found: Deadline) -> None:
    """Put a deadline into its row: the moments at which the lamp turns, and why."""
    row.started_at, row.due_at = found.started_at, found.due_at
    row.yellow_at, row.red_at = found.yellow_at, found.red_at
    row.reasons = [dataclasses.asdict(reason) for reason in found.reasons]
    row.is_provisional = found.provisional


def happen(case: Case, item: Item, event: Event, cause: str) -> list[Clock]:
    """Tell every running clock of an event; returns those that it concerns, and logs each day that moved."""
    calendar, concerned = calendar_of(item), []
    for row in Clock.objects.select_for_update().filter(case=case, stopped_at=None).order_by("pk"):
        rule, before = Rule.from_json(row.rule), row.due_at
        events = [Event.from_json(known) for known in row.events] + [event]
        found = deadline(rule, calendar, events)
        if [dataclasses.asdict(reason) for reason in found.reasons] == row.reasons:
            continue
        row.events = [known.to_json() for known in events]
        show(row, found)
        row.save()
        concerned.append(row)
        if row.due_at != before:
            ClockMove.objects.create(clock=row, cause=cause, from_due_at=before, to_due_at=row.due_at, at=event.at)
    return concerned


def turn(case: Case, item: Item, verb: str, at: datetime) -> None:
    """Stop the limits that a legal verb ends, start those that it begins, and tell all of a procedure."""
    stop(case, [code for code, limit in item.limits.items() if verb in ENDS.get(limit.starts, ())], at)
    if verb in PROCEDURES:
        code, procedure = PROCEDURES[verb]
        happen(case, item, Event(code, at, procedure), verb)
    for begins in BEGINS.get(verb, ()):
        for code, limit in item.limits.items():
            if limit.starts == begins:
                start(case, item, code, at)


def told(row: Clock) -> dict[str, Any]:
    """What the ledger keeps of a deadline: enough to count it again without this database."""
    return {
        "code": row.code,
        "rule": row.rule,
        "events": row.events,
        "reasons": row.reasons,
        "due_at": row.due_at.isoformat(),
    }


def running(case: Case, code: str) -> Clock | None:
    """The running clock of this code, or None."""
    return Clock.objects.filter(case=case, code=code, stopped_at=None).first()


def standing(case: Case) -> tuple[str, ...]:
    """Procedures that stop a running clock of the case now."""
    found: dict[str, None] = {}
    for reasons in Clock.objects.filter(case=case, stopped_at=None).values_list("reasons", flat=True):
        stops = [reason["params"] for reason in reasons if reason["code"] == "stopped"]
        found |= dict.fromkeys(stop["procedure"] for stop in stops if stop["to_on"] is None)
    return tuple(found)


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
