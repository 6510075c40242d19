"""Carries out what the route demands: tasks for people, jobs for the system, timers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from workflows.cases import clocks, incidents
from workflows.cases.facts import FactBook
from workflows.cases.models import Case, Task
from workflows.catalogue.decisions import Ruling
from workflows.catalogue.item import Item, Step
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.catalogue.walk import Walk, ruled, walk
from workflows.engine import EngineError, Failed, NotExpected, Reason, retold
from workflows.engine.events import (
    Completed,
    Effect,
    Event,
    Incident,
    MessageArrived,
    ServiceFailed,
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
from workflows.engine.values import Context
from workflows.errors import Fracture, Stands
from workflows.law import timers
from workflows.law.life import lives
from workflows.outside.jobs import cancel, enqueue, job_of


class Unit(Protocol):
    """What the route needs of the command that is being carried out."""

    case: Case
    at: datetime
    route_events: list[dict[str, Any]]
    params: dict[str, Any]

    @property
    def item(self) -> Item: ...
    @property
    def facts(self) -> FactBook: ...

    def move(self, verb: str) -> None: ...


SIGNER = "onedoor_signer"
"""Variable of an instance that was added for one person."""


def advance_case(unit: Unit, event: Event) -> None:
    """Advance the marking of the case by one event, remember the event for replay, and carry out the effects."""
    found = walked(unit, event)
    unit.case.marking = found.marking.to_json()
    unit.route_events += map(retold.to_json, found.events)
    if found.rulings:
        unit.params.setdefault("rules", []).extend(ruling.told() for ruling in found.rulings)
    for effect in found.effects:
        carry_out(unit, effect)


def walked(unit: Unit, event: Event) -> Walk:
    """Where the route would stand after `event`; nothing is written. Raises Stands where it would break."""
    try:
        return walk(unit.item, marking_of(unit), event, context_of(unit))
    except Failed as failed:
        raise Stands(unit.case.pk, fracture_of(failed.reason, event)) from failed


def context_of(unit: Unit) -> Context:
    """What the route may know of the world at this moment."""
    return Context(facts=unit.facts.scope(), now=unit.at, calendar=clocks.calendar_of(unit.item))


def marking_of(unit: Unit) -> Marking:
    """Where the route stands."""
    return Marking.from_json(unit.case.marking) if unit.case.marking else Marking.empty()


def try_out(unit: Unit, told: Mapping[str, Any]) -> None:
    """Raise Stands where an event, as an incident tells it, still breaks the route."""
    walked(unit, retold.from_json(told))


def fracture_of(reason: Reason, event: Event) -> Fracture:
    """What an incident says of a route that broke at `event`."""
    told = retold.without_values(event)
    return Fracture(reason.element, reason.code, reason.message, reason.expression, reason.types, told)


def start(unit: Unit) -> None:
    """Begin the route."""
    advance_case(unit, Started({}))


def complete(unit: Unit, work: str, outcome: str, variables: dict[str, Any]) -> None:
    """Tell the route that a piece of work was finished with this outcome."""
    advance_case(unit, Completed(work, outcome, variables))


def arrive(unit: Unit, message: str) -> None:
    """Tell the route that a message came, such as the applicant's answer to a correction."""
    advance_case(unit, MessageArrived(message, {}))


def serve(unit: Unit, work: str, answer: Mapping[str, Any] | None = None) -> None:
    """Tell the route that the system finished a piece of work, with the variables that it gives."""
    advance_case(unit, ServiceFinished(work, answer or {}))


def rule(unit: Unit, work: str) -> tuple[Ruling, dict[str, Any]]:
    """What the decision table of an open piece of work says; raises NotExpected, and Stands where it cannot say."""
    marking = marking_of(unit)
    if work not in marking.work:
        raise NotExpected("not_open", work)
    try:
        return ruled(unit.item, marking, work, context_of(unit))
    except Failed as failed:
        raise Stands(unit.case.pk, fracture_of(failed.reason, ServiceFinished(work))) from failed


def fail(unit: Unit, work: str, code: str) -> None:
    """Tell the route that the system gave up a piece of work; an error event may catch it, else the case stands."""
    advance_case(unit, ServiceFailed(work, code, {}))


def end(unit: Unit) -> None:
    """Stop the route where it stands, because the applicant withdrew."""
    advance_case(unit, Withdrawn())


def fire(unit: Unit, timer: str) -> None:
    """Tell the route that a timer has run out."""
    advance_case(unit, TimerFired(timer))


def carry_out(unit: Unit, effect: Effect) -> None:
    """Turn one effect of the pure kernel into rows."""
    match effect:
        case WorkOpened(work=work, element=element, variables=variables):
            open_work(unit, work, element, variables)
        case WorkCancelled(work=work):
            left = [Task.State.OPEN, Task.State.HELD, Task.State.WAITING]
            Task.objects.filter(case=unit.case, work=work, state__in=left).update(
                state=Task.State.CANCELLED, closed_at=unit.at
            )
        case TimerSet(timer=timer, rule=rule):
            key = f"timer:{unit.case.pk}:{timer}"
            due_at = timer_due_at(unit, rule)
            enqueue("fire_timer", key, {"case": str(unit.case.pk), "timer": timer}, run_at=due_at)
        case TimerCancelled(timer=timer):
            cancel(f"timer:{unit.case.pk}:{timer}")
        case Incident(work=work, element=element, code=code):
            given_up = job_of(work_key(unit, unit.item.steps[element].kind, work))
            event = retold.without_values(ServiceFinished(work))
            incidents.stand(unit.case, Fracture(element, code, "", "", {}, event), unit.at, given_up)


def timer_due_at(unit: Unit, rule: str) -> datetime:
    """When a timer of the drawing runs out, by the calendar of the place that handles the item."""
    return timers.timer_due_at(rule, unit.at, clocks.calendar_of(unit.item))


def open_work(unit: Unit, work: str, element: str, variables: Mapping[str, Any]) -> None:
    """A step for people becomes a task in its department's inbox; one for the system becomes a job.

    An instance that was added for a named signer is that person's from the start.
    """
    step = unit.item.steps[element]
    kind = step_kinds()[step.kind]
    if kind.has_outcomes:
        limit = clocks.of_step(unit.item, step, unit.at)
        Task.objects.create(
            case=unit.case,
            work=work,
            element=element,
            kind=step.kind,
            body_id=body_of(unit, step),
            role=step.role,
            opened_at=unit.at,
            claimed_by_id=UUID(variables[SIGNER]) if SIGNER in variables else None,
            claimed_at=unit.at if SIGNER in variables else None,
            yellow_at=limit.yellow_at if limit else None,
            due_at=limit.due_at if limit else None,
        )
        if kind.opening_verb and (unit.case.state, kind.opening_verb) in lives()[unit.case.kind].moves:
            unit.move(kind.opening_verb)
            clocks.turn(unit.case, unit.item, kind.opening_verb, unit.at)
        return
    payload = {"case": str(unit.case.pk), "work": work, "element": element}
    enqueue(step.kind, work_key(unit, step.kind, work), payload)


def body_of(unit: Unit, step: Step) -> str:
    """The body that does a step: the one that an earlier step has named, where the step is the unit's."""
    named = marking_of(unit).variables.get("unit") if step.is_of_unit else None
    return str(named or step.body)


def work_key(unit: Unit, kind: str, work: str) -> str:
    """The key of the job that does a piece of work."""
    return f"{kind}:{unit.case.pk}:{work}"


def would(unit: Unit, event: Event) -> bool:
    """Whether the route would take this event now; nothing is changed."""
    try:
        walk(unit.item, marking_of(unit), event, context_of(unit))
    except EngineError:
        return False
    return True


def waits_for(unit: Unit, kind: str) -> bool:
    """Whether the route has a step of this kind open now."""
    work = marking_of(unit).work
    return any(unit.item.steps[element].kind == kind for element in work.values())
