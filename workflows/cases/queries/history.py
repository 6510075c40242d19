"""What a case looked like at any moment: state, version, route, tasks, clocks and facts, told again from the record."""

import dataclasses
from datetime import datetime
from uuid import UUID

from workflows.actor import AUDITOR, Actor
from workflows.cases import clocks, looks
from workflows.cases.clocks import ClockView
from workflows.cases.command import may_file
from workflows.cases.facts import FactView
from workflows.cases.models import Case, Clock, Task
from workflows.cases.queries.case import event_views, may_see, sees, sight_of
from workflows.cases.queries.tasks import gone_step
from workflows.cases.replay import NotRetold, Retelling
from workflows.cases.views import EventView
from workflows.catalogue.item import Field, Item, Step
from workflows.catalogue.publish import item as item_of
from workflows.engine import Marking
from workflows.errors import NotFound
from workflows.law.clock import Event as ClockEvent
from workflows.law.clock import Rule, deadline, lamp


@dataclasses.dataclass(frozen=True)
class OpenStep:
    """A step that was open at a moment."""

    step: Step
    since: datetime
    claimed: bool
    """Whether somebody had it by then, as far as the task still tells."""


@dataclasses.dataclass(frozen=True)
class KnownValue:
    """A field that had a value; `fact` is None for who may see that it was known, and not what it was."""

    field: Field
    source: str
    grade: str
    fact: FactView | None


@dataclasses.dataclass(frozen=True)
class Snapshot:
    """A case as it stood after one event."""

    case: UUID
    number: str
    event: EventView
    version: int
    pack_sha256: str
    item: Item
    state: str
    marking: Marking | None
    """None where the record does not lead to one, which `manage.py verify` names."""
    standing: tuple[tuple[str, str, Step | None], ...]
    """Kind of token, element and its step, for everything that stood somewhere on the route."""
    open_steps: tuple[OpenStep, ...]
    clocks: tuple[ClockView, ...]
    known: tuple[KnownValue, ...]
    events: tuple[EventView, ...]
    """The whole history, to choose another moment from."""


def case_by_number(actor: Actor, number: str) -> UUID:
    """The case with this number. Raises NotFound, alike for one that this actor may not see."""
    row = Case.objects.filter(number=number.strip()).first()
    if row is None or not may_look_back(actor, row):
        raise NotFound
    return row.pk


def may_look_back(actor: Actor, case: Case) -> bool:
    """Clerks with a part in it, and auditors."""
    if is_auditor(actor):
        return True
    return actor.kind == "clerk" and may_see(actor, case)


def is_auditor(actor: Actor) -> bool:
    """Who sees how every case moved, and no value in it."""
    return actor.kind == "clerk" and actor.body is None and AUDITOR in actor.roles


def snapshot(actor: Actor, case_id: UUID, seq: int | None = None) -> Snapshot:
    """The case after event `seq`, the last one where none is named; a clerk leaves a look. Raises NotFound."""
    case = Case.objects.select_related("pack").filter(pk=case_id).exclude(number=None).first()
    if case is None or not may_look_back(actor, case):
        raise NotFound
    hides = is_auditor(actor)
    if not hides:
        looks.note(actor, case, may_file(actor, case))
    events = event_views(case)
    chosen = next((event for event in events if event.seq == seq), None) if seq is not None else events[-1]
    if chosen is None:
        raise NotFound
    told = Retelling(case)
    pack, marking = case.pack, None
    try:
        moment = next(found for found in told.moments() if found.event.seq == chosen.seq)
        pack, marking = moment.pack, moment.marking
    except (NotRetold, StopIteration):
        pass
    item = item_of(pack)
    book = told.book(item, chosen.at)
    current = [(field, book.current(field.code)) for field in item.fields]
    sight = None if hides else sight_of(actor, case, item)
    return Snapshot(
        case=case.pk,
        number=case.number or "",
        event=chosen,
        version=item.version,
        pack_sha256=pack.sha256,
        item=item,
        state=chosen.to_state,
        marking=marking,
        standing=_standing(item, marking),
        open_steps=_open_steps(case, item, chosen.at),
        clocks=_clocks(case, item, chosen.at),
        known=tuple(
            KnownValue(field, fact.source, fact.grade, None if hides else fact)
            for field, fact in current
            if fact is not None and fact.value is not None and sees(sight, field.code)
        ),
        events=events,
    )


def _standing(item: Item, marking: Marking | None) -> tuple[tuple[str, str, Step | None], ...]:
    tokens = marking.tokens.values() if marking is not None and marking.state == "running" else ()
    return tuple((token.kind, token.node, item.steps.get(token.node)) for token in tokens)


def _open_steps(case: Case, item: Item, at: datetime) -> tuple[OpenStep, ...]:
    rows = Task.objects.filter(case=case, signs=None, opened_at__lte=at).exclude(closed_at__lte=at)
    return tuple(
        OpenStep(
            item.steps.get(row.element) or gone_step(row),
            row.opened_at,
            row.claimed_at is not None and row.claimed_at <= at,
        )
        for row in rows.select_related("case").order_by("opened_at", "work")
    )


def _clocks(case: Case, item: Item, at: datetime) -> tuple[ClockView, ...]:
    """The clocks that ran at a moment, counted again from what had happened to them by then."""
    calendar = clocks.calendar_of(item)
    found = []
    for row in Clock.objects.filter(case=case, started_at__lte=at).exclude(stopped_at__lte=at).order_by("due_at"):
        rule = Rule.from_json(row.rule)
        happened = [event for event in map(ClockEvent.from_json, row.events) if event.at <= at]
        then = deadline(rule, calendar, happened)
        colour = lamp(then, at)
        found.append(
            ClockView(row.code, rule, then.started_at, then.due_at, colour, then.reasons, then.provisional, None)
        )
    return tuple(found)
