"""Carries out what the route demands: tasks for people, jobs for the system, timers."""

import dataclasses
from datetime import datetime
from typing import Any, Protocol

from workflows.cases import clocks
from workflows.cases.facts import FactBook
from workflows.cases.models import Case, Task
from workflows.catalogue.item import Item
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.engine import advance
from workflows.engine.events import (
    Completed,
    Effect,
    Event,
    MessageArrived,
    ServiceFinished,
    Started,
    TimerCancelled,
    TimerFired,
    TimerSet,
    Withdrawn,
    WorkCancelled,
    WorkOpened,
)
from workflows.engine.marking import Marking
from workflows.engine.plain import pack
from workflows.engine.values import Context
from workflows.law import timers
from workflows.outside.jobs import cancel, enqueue


class Unit(Protocol):
    """What the route needs of the command that is being carried out."""

    case: Case
    at: datetime
    route_events: list[dict[str, Any]]

    @property
    def item(self) -> Item: ...
    @property
    def facts(self) -> FactBook: ...


def advance_case(unit: Unit, event: Event) -> None:
    """Advance the marking of the case by one event, remember the event for replay, and carry out the effects."""
    calendar = clocks.calendar_of(unit.item)
    context = Context(facts=unit.facts.scope(), now=unit.at, calendar=calendar)
    marking = Marking.from_json(unit.case.marking) if unit.case.marking else Marking.empty()
    step = advance(unit.item.process, marking, event, context)
    unit.case.marking = step.marking.to_json()
    unit.route_events.append({"event": type(event).__name__, **pack(dataclasses.asdict(event))})
    for effect in step.effects:
        carry_out(unit, effect)


def start(unit: Unit) -> None:
    """Begin the route."""
    advance_case(unit, Started({}))


def complete(unit: Unit, work: str, outcome: str, variables: dict[str, Any]) -> None:
    """Tell the route that a piece of work was finished with this outcome."""
    advance_case(unit, Completed(work, outcome, variables))


def arrive(unit: Unit, message: str) -> None:
    """Tell the route that a message came, such as the applicant's answer to a correction."""
    advance_case(unit, MessageArrived(message, {}))


def serve(unit: Unit, work: str) -> None:
    """Tell the route that the system finished a piece of work."""
    advance_case(unit, ServiceFinished(work, {}))


def end(unit: Unit) -> None:
    """Stop the route where it stands, because the applicant withdrew."""
    advance_case(unit, Withdrawn())


def fire(unit: Unit, timer: str) -> None:
    """Tell the route that a timer has run out."""
    advance_case(unit, TimerFired(timer))


def carry_out(unit: Unit, effect: Effect) -> None:
    """Turn one effect of the pure kernel into rows."""
    match effect:
        case WorkOpened(work=work, element=element):
            open_work(unit, work, element)
        case WorkCancelled(work=work):
            Task.objects.filter(case=unit.case, work=work, state=Task.State.OPEN).update(
                state=Task.State.CANCELLED, closed_at=unit.at
            )
        case TimerSet(timer=timer, rule=rule):
            key = f"timer:{unit.case.pk}:{timer}"
            due_at = timer_due_at(unit, rule)
            enqueue("fire_timer", key, {"case": str(unit.case.pk), "timer": timer}, run_at=due_at)
        case TimerCancelled(timer=timer):
            cancel(f"timer:{unit.case.pk}:{timer}")


def timer_due_at(unit: Unit, rule: str) -> datetime:
    """When a timer of the drawing runs out, by the calendar of the place that handles the item."""
    return timers.timer_due_at(rule, unit.at, clocks.calendar_of(unit.item))


def open_work(unit: Unit, work: str, element: str) -> None:
    """A step for people becomes a task in its department's inbox; one for the system becomes a job."""
    step = unit.item.steps[element]
    if step_kinds()[step.kind].has_outcomes:
        limit = clocks.of_step(unit.item, step, unit.at)
        Task.objects.create(
            case=unit.case,
            work=work,
            element=element,
            kind=step.kind,
            body_id=step.body,
            role=step.role,
            opened_at=unit.at,
            yellow_at=limit.yellow_at if limit else None,
            due_at=limit.due_at if limit else None,
        )
        return
    payload = {"case": str(unit.case.pk), "work": work, "element": element}
    enqueue(step.kind, f"{step.kind}:{unit.case.pk}:{work}", payload)


def waits_for(unit: Unit, kind: str) -> bool:
    """Whether the route has a step of this kind open now."""
    work = Marking.from_json(unit.case.marking).work
    return any(unit.item.steps[element].kind == kind for element in work.values())
