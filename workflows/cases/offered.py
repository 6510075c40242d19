"""Commands that people are offered at a running step, only where its definition offers them and to whom it concerns.

`perform`, the desk and REST ask the same `permit`, so what is shown is what would be done.
"""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from workflows.actor import Actor
from workflows.cases.command import Command, TaskCommand, must_not_be_near, must_not_have_taken_part, too_late
from workflows.cases.holding import must_be_open, must_move
from workflows.cases.models import Case, Task
from workflows.cases.unit import Unit
from workflows.catalogue.item import Item
from workflows.catalogue.publish import item as item_of
from workflows.errors import Forbidden, Invalid, NotFound, Problem
from workflows.law.label import Label
from workflows.law.life import lives

LONGEST = 2000


@dataclasses.dataclass(frozen=True)
class Choice:
    """One value that may be handed in for a field of a command."""

    value: str
    label: Label


Choices = Mapping[str, tuple[Choice, ...]]
"""Field of the command to what may be chosen there."""


class Offered(Command):
    """What commands on a task and commands on a whole case share."""

    offer: ClassVar[str] = ""
    """The word of `offers` that must stand at the step; empty for what only follows from something offered."""
    post: ClassVar[str] = ""
    """The post of oversight that gives it: `supervisor` or `administrator`; empty for who holds the task."""

    @property
    def move(self) -> str:
        """None of them is a legal act: law and route are two things, and no legal clock stops by them."""
        return ""

    def choices(self, unit: Unit) -> Choices:
        """What may be chosen for which field, now, by this actor."""
        return {}

    def asks(self, unit: Unit) -> tuple[str, ...]:
        """The fields for which this actor is asked, in order."""
        names = [field.name for field in dataclasses.fields(self)]  # type: ignore[arg-type]
        return tuple(name for name in names if name not in ("task", "case"))


@dataclasses.dataclass(frozen=True)
class OnTask(Offered, TaskCommand):
    """Offered at an open task. Made with nothing but the task it says who may do it, and changes nothing."""

    finishes: ClassVar[bool] = False
    is_for_signatures: ClassVar[bool] = False
    """Whether it may also be done with a signature that was added to the step."""

    @classmethod
    def concerns(cls, actor: Actor, task: Task, item: Item) -> bool:
        """Whether this actor may know of it: who holds the task's role, or the post of oversight."""
        return holds_post(actor, item, cls.post) if cls.post else holds_role(actor, task)

    def open(self, actor: Actor, at: datetime) -> Case:
        """The case of the task, locked. Raises NotFound for whom it does not concern."""
        task = Task.objects.select_related("case__pack").filter(pk=self.task).first()
        if task is None or not self.concerns(actor, task, item_of(task.case.pack)):
            raise NotFound
        return Case.objects.select_for_update(of=("self",)).select_related("pack").get(pk=task.case_id)

    def permit(self, unit: Unit) -> None:
        """Open, offered, on a route that moves, before the decision."""
        super().permit(unit)
        task = unit.task(self.task)
        if task.signs_id is not None and not self.is_for_signatures:
            raise Forbidden("other_kind")
        must_offer(unit, task, self.offer)
        must_not_be_decided(unit)

    def permit_while_held(self, unit: Unit) -> None:
        """The same for a step that is finished and waits for signatures."""
        must_not_be_own(unit)
        must_move(unit.case)
        must_offer(unit, unit.task(self.task), self.offer)
        must_not_be_decided(unit)

    def permit_by_order(self, unit: Unit, moving: bool = True) -> None:
        """The same for an overseer, whom it does not hinder that somebody has the task, or that it holds still."""
        task = unit.task(self.task)
        must_not_be_own(unit)
        must_be_open(task)
        if moving:
            must_move(unit.case)
        must_offer(unit, unit.task(self.task), self.offer)
        must_not_be_decided(unit)


@dataclasses.dataclass(frozen=True)
class OnCase(Offered):
    """Offered at a case as long as one of its open steps offers it."""

    case: UUID

    @classmethod
    def concerns(cls, actor: Actor, case: Case) -> bool:
        """Whether this actor may know of it."""
        return holds_post(actor, item_of(case.pack), cls.post)

    def open(self, actor: Actor, at: datetime) -> Case:
        """The locked case. Raises NotFound for whom it does not concern."""
        case = Case.objects.select_for_update(of=("self",)).select_related("pack").filter(pk=self.case).first()
        if case is None or not self.concerns(actor, case):
            raise NotFound
        return case

    def permit(self, unit: Unit) -> None:
        """Some open step offers it, and the case is not decided."""
        must_not_be_own(unit)
        must_not_be_decided(unit)
        if not offering(unit, self.offer):
            raise Forbidden("not_offered")


def holds_role(actor: Actor, task: Task) -> bool:
    """Whether the task lies in this actor's inbox."""
    return task.body_id == actor.body and task.role in actor.roles


def holds_post(actor: Actor, item: Item, name: str) -> bool:
    """Whether this clerk holds that post of oversight over the item."""
    post = item.oversight[name]
    return actor.kind == "clerk" and actor.body == post.body and post.role in actor.roles


def must_offer(unit: Unit, task: Task, word: str) -> None:
    """Raise Forbidden where the definition of the step does not offer this."""
    if word and word not in unit.item.steps[task.element].offers:
        raise Forbidden("not_offered")


def offering(unit: Unit, word: str) -> list[Task]:
    """The open tasks whose steps offer this, the oldest first."""
    rows = Task.objects.filter(case=unit.case, state=Task.State.OPEN).order_by("opened_at", "work")
    return [row for row in rows if not word or word in unit.item.steps[row.element].offers]


def must_not_be_decided(unit: Unit) -> None:
    """Raise Conflict, naming who spoke, where the body has decided or the case is over."""
    life = lives()[unit.case.kind]
    if unit.case.state in life.decided | life.final:
        raise too_late(unit.case, unit.case.state)


def must_not_be_own(unit: Unit) -> None:
    """Raise Forbidden for a clerk whose own matter this is (回避)."""
    if unit.actor.kind == "clerk" and unit.actor.person == unit.case.applicant_id:
        raise Forbidden("own_case")
    if unit.actor.kind == "clerk":
        must_not_be_near(unit)


def must_be_person(unit: Unit, task: Task) -> None:
    """Raise Forbidden for a system, and for whoever is excluded from this task."""
    if unit.actor.person is None:
        raise Forbidden("needs_person")
    must_not_have_taken_part(unit, task)


def written(field: str, text: str, required: bool = True) -> str:
    """The text without white space around it. Raises Invalid where it is missing or too long."""
    text = text.strip()
    if required and not text:
        raise Invalid(Problem(field, "required"))
    if len(text) > LONGEST:
        raise Invalid(Problem(field, "too_long", params={"limit": LONGEST}))
    return text


__all__ = [
    "Choice", "Choices", "OnCase", "OnTask", "holds_post", "holds_role", "must_be_person", "must_move",
    "must_not_be_decided", "must_not_be_own", "must_offer", "offering", "written",
]  # fmt: skip
