"""One verb, one command: permission, legal move, route, record, in one transaction, alike for every channel.

perform(actor, command, key)
  1  lock the case              a crash here leaves nothing
  2  answer a repeated key      the same answer as the first time, no second effect
  3  permit                     Forbidden, NotFound or Conflict; nothing was written
  4  legal move                 the table of the kind of matter decides
  5  carry out                  facts, tasks, papers, route
  6  event, ledger entry, jobs  same transaction: all of it or nothing
  7  commit, then ring          a crash before ringing costs latency only: the sweep rings
"""

import dataclasses
from abc import ABC, abstractmethod
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from workflows.actor import Actor
from workflows.cases import incidents
from workflows.cases.holding import must_be_open, must_be_signed_before, must_move, must_not_be_delegated
from workflows.cases.models import Case, Event, Recusal, Task
from workflows.cases.unit import Result, Unit, result_of
from workflows.errors import Conflict, Forbidden, NotFound, Stands
from workflows.law.life import IllegalMove
from workflows.people.organisation import is_near
from workflows.people.persons import name_of


class Command(ABC):
    """What somebody wants done to a case; its fields are what they hand in."""

    code: ClassVar[str]
    is_recorded: ClassVar[bool] = True
    """False for work on a draft: history and ledger begin with what was handed in."""

    @property
    def move(self) -> str:
        """The verb in the table of legal moves; empty for what is no legal act, such as claiming a task."""
        return self.code

    @abstractmethod
    def open(self, actor: Actor, at: datetime) -> Case:
        """Find and lock the case. Raises NotFound where the actor must not learn of it."""

    def permit(self, unit: Unit) -> None:  # noqa: B027 - most commands forbid nothing beyond what `open` hides
        """Raise Forbidden or Conflict where this actor may not do this now."""

    @abstractmethod
    def carry_out(self, unit: Unit) -> None:
        """Make the changes on the locked case."""


def perform(actor: Actor, command: Command, key: str | None = None, at: datetime | None = None) -> Result:
    """Carry out a command; the same `key` on the same case answers the same actor as it did before.

    Raises one of the five refusals of workflows.errors, and then nothing was changed; a route that broke leaves
    its incident.
    """
    try:
        with transaction.atomic():
            return _perform(actor, command, key, at)
    except Stands as stands:
        incidents.keep(stands)
        raise


def _perform(actor: Actor, command: Command, key: str | None, at: datetime | None) -> Result:
    moment = at or timezone.now()
    case = command.open(actor, moment)
    if key and (before := Event.objects.filter(case=case, key=key).first()):
        if (before.verb, before.person, before.client) != (command.code, actor.person, actor.client):
            raise Conflict("key_used")
        return result_of(case, before.entry)
    if at is None:
        moment = after(case, moment)
    unit = Unit(case, actor, moment)
    command.permit(unit)
    move_on(unit, command.move)
    command.carry_out(unit)
    return unit.close(command.code, key if command.is_recorded else None, command.is_recorded)


def after(case: Case, moment: datetime) -> datetime:
    """`moment`, or just after what happened last where the lock was waited for, or the clock was set back.

    What a case knew at the moment of an act is found by the moments alone: no two of them may be out of order.
    """
    return max(moment, case.changed_at + timedelta(microseconds=1))


def move_on(unit: Unit, verb: str) -> None:
    """Make the legal move. Raises Conflict, naming who moved the case before, where it is no longer possible."""
    try:
        if verb:
            unit.move(verb)
    except IllegalMove as illegal:
        raise too_late(unit.case, illegal.state) from illegal


def too_late(case: Case, state: str) -> Conflict:
    """Somebody moved the case on: say who and when."""
    last = Event.objects.filter(case=case).order_by("-seq").first()
    who = (name_of(last.person) or last.client) if last else ""
    return Conflict(f"state_{state}", who, last.at if last else None)


@dataclasses.dataclass(frozen=True)
class ApplicantCommand(Command):
    """A command of the applicant, or of the clerk who files for the applicant."""

    case: UUID

    def open(self, actor: Actor, at: datetime) -> Case:
        """The applicant's own case, or the one that this clerk files for somebody."""
        case = Case.objects.select_for_update(of=("self",)).select_related("pack").filter(pk=self.case).first()
        if case is None or not may_file(actor, case):
            raise NotFound
        return case


SITTING = timedelta(hours=2)
"""How long after meeting the applicant at the counter a clerk may file for them; then they must meet again."""


def may_file(actor: Actor, case: Case) -> bool:
    """The applicant may; so may the clerk at the front desk who assists, while the applicant stands there."""
    if actor.kind == "citizen":
        return actor.applicant == case.applicant_id
    if actor.kind != "clerk" or "front_desk" not in actor.roles or actor.person != case.assisted_by_id:
        return False
    return case.assisted_at is not None and timezone.now() - case.assisted_at < SITTING


@dataclasses.dataclass(frozen=True)
class TaskCommand(Command):
    """A command of somebody who holds the role of an open task in its body."""

    kind: ClassVar[str] = ""
    """The only kind of step that it ends; empty where the command looks for itself."""
    finishes: ClassVar[bool] = True
    """Whether it ends the task, which colleagues may have to sign before."""
    acts: ClassVar[bool] = True
    """False for who holds a task: that may change while the route holds still."""
    gives_back: ClassVar[bool] = False
    """True for the one thing that may be done with what is delegated."""
    task: UUID

    def open(self, actor: Actor, at: datetime) -> Case:
        """The case of a task that this actor's role may see, locked."""
        row = Task.objects.filter(pk=self.task).values("case_id", "body_id", "role").first()
        if row is None or row["body_id"] != actor.body or row["role"] not in actor.roles:
            raise NotFound
        return Case.objects.select_for_update(of=("self",)).select_related("pack").get(pk=row["case_id"])

    def permit(self, unit: Unit) -> None:
        """Own case: recuse. Done already, or claimed by another: who and when."""
        task = unit.task(self.task)
        actor = unit.actor
        if actor.person is not None and actor.person == unit.case.applicant_id:
            raise Forbidden("own_case")
        must_be_open(task)
        if self.acts:
            must_move(unit.case)
        must_not_be_near(unit)
        if task.claimed_by_id and task.claimed_by_id != actor.person:
            raise Conflict("task_claimed", name_of(task.claimed_by_id), task.claimed_at)
        if self.kind and task.kind != self.kind:
            raise Forbidden("other_kind")
        if self.acts and not self.gives_back:
            must_not_be_delegated(task)
        if self.finishes:
            must_be_signed_before(task)


def must_not_be_near(unit: Unit) -> None:
    """Raise Forbidden where this person stood back from the case, or has declared its applicant near (回避)."""
    if why := near(unit, unit.actor.person):
        raise Forbidden(why)


def near(unit: Unit, person: UUID | None) -> str:
    """Why a person stands too near to this case: `recused` or `near`; empty where nothing is known."""
    if person is not None and Recusal.objects.filter(case=unit.case, person_id=person).exists():
        return "recused"
    return "near" if is_near(person, unit.case.applicant_id, timezone.localdate(unit.at)) else ""


def must_not_have_taken_part(unit: Unit, task: Task) -> None:
    """Raise Forbidden where this person did a step on which the task rests, was at the site visit, or helped file."""
    if took_part(unit, task, unit.actor.person):
        raise Forbidden("reviewed_it")


def took_part(unit: Unit, task: Task, person: UUID | None) -> bool:
    """Whether a person had a hand in what this task judges: did it, signed it, prepared it, was there, helped file."""
    excluded = unit.item.steps[task.element].excludes
    if person is None or not excluded:
        return False
    earlier = Task.objects.filter(case=unit.case, element__in=excluded)
    by = Q(state__in=[Task.State.DONE, Task.State.HELD], done_by_id=person)
    there = Q(staff__contains=[str(person)]) | Q(proposal__by=str(person))
    return unit.case.assisted_by_id == person or earlier.filter(by | there).exists()


@dataclasses.dataclass(frozen=True)
class SystemCommand(Command):
    """A command that only the system gives: from a timer or a finished job."""

    case: UUID

    def open(self, actor: Actor, at: datetime) -> Case:
        """The locked case; everybody else learns nothing."""
        if actor.kind != "system":
            raise NotFound
        return Case.objects.select_for_update(of=("self",)).select_related("pack").get(pk=self.case)
