"""Add a colleague who signs (加签): before the step is finished, beside it, or after; at a vote, one who votes too."""

import dataclasses
from typing import ClassVar
from uuid import UUID

from workflows.cases import colleagues
from workflows.cases.commands.take_back import loop_of
from workflows.cases.models import Task
from workflows.cases.offered import Choice, Choices, OnTask, must_be_person, written
from workflows.cases.routing import SIGNER
from workflows.cases.telling import tell_staff
from workflows.cases.unit import Unit
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.engine.events import InstanceAdded
from workflows.errors import Conflict, Forbidden, Invalid, Problem
from workflows.law.label import Label
from workflows.people.persons import name_of

PLACES = {
    Task.Place.BEFORE: Label(
        "前加签：先签署，本环节才能办结", "Before: this step is finished only after the signature"
    ),
    Task.Place.BESIDE: Label("并加签：同时签署，齐备后流程继续", "Beside: the route goes on when both are done"),
    Task.Place.AFTER: Label("后加签：本环节办结后签署", "After: signs once this step is finished"),
}


@dataclasses.dataclass(frozen=True)
class AddSigner(OnTask):
    """`who` serves in the same body, in whatever role; `place` is `before`, `beside` or `after`."""

    code: ClassVar[str] = "add_signer"
    offer: ClassVar[str] = "add_signer"
    who: UUID | None = None
    place: str = ""
    reason: str = ""

    def permit(self, unit: Unit) -> None:
        """Whoever may finish the step asks; a signature needs no signature of its own."""
        super().permit(unit)
        task = unit.task(self.task)
        must_be_person(unit, task)
        if self.who is None and not colleagues.choices(unit, task):
            raise Forbidden("no_colleague")

    def choices(self, unit: Unit) -> Choices:
        """Colleagues, and the places that the kind of step allows."""
        task = unit.task(self.task)
        places = tuple(Choice(str(place), PLACES[place]) for place in self._places(unit, task))
        return {"who": colleagues.choices(unit, task), "place": places}

    def carry_out(self, unit: Unit) -> None:
        """Ask the colleague; at a vote in which all are equal the route gets one more run instead."""
        task = unit.task(self.task)
        roles = colleagues.named(unit, task, "who", self.who)
        if self.place not in self._places(unit, task):
            raise Invalid(Problem("place", "unknown_outcome" if self.place else "required"))
        unit.note = written("reason", self.reason, required=False)
        unit.params |= {"element": task.element, "who": f"person:{self.who}", "place": self.place}
        if self.place == Task.Place.BESIDE and loop_of(unit, task) is not None:
            self._one_more_vote(unit, task, roles)
        else:
            self._one_more_signature(unit, task, roles)
        tell_staff(unit, [self.who], "signer_added")

    def _places(self, unit: Unit, task: Task) -> list[Task.Place]:
        # A legal act takes effect when it is done: nothing may be signed beside it or after it.
        judges = step_kinds()[task.kind].opinion_verb
        return [Task.Place.BEFORE, Task.Place.BESIDE, Task.Place.AFTER] if judges else [Task.Place.BEFORE]

    def _one_more_vote(self, unit: Unit, task: Task, roles: frozenset[str]) -> None:
        if task.role not in roles:
            raise Invalid(Problem("who", "not_in_role"))
        unit.route(InstanceAdded(task.element, {SIGNER: str(self.who)}))

    def _one_more_signature(self, unit: Unit, task: Task, roles: frozenset[str]) -> None:
        asked = task.signatures.filter(claimed_by_id=self.who, state__in=[Task.State.OPEN, Task.State.WAITING]).first()
        if asked is not None:
            raise Conflict("asked_to_sign", name_of(asked.added_by_id), asked.opened_at)
        later = self.place == Task.Place.AFTER
        Task.objects.create(
            case=unit.case,
            work=task.work,
            element=task.element,
            kind="sign",
            body_id=task.body_id,
            role=task.role if task.role in roles else min(roles),
            state=Task.State.WAITING if later else Task.State.OPEN,
            opened_at=unit.at,
            yellow_at=task.yellow_at,
            due_at=task.due_at,
            claimed_by_id=self.who,
            claimed_at=unit.at,
            signs=task,
            place=self.place,
            added_by_id=unit.actor.person,
        )
        task.has_signatures = True
        task.save(update_fields=["has_signatures"])


KIND = AddSigner
