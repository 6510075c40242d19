"""Remove a colleague who was to sign or vote and has not yet (减签); only whom somebody had added."""

import dataclasses
from typing import ClassVar
from uuid import UUID

from workflows.cases import routing, signing
from workflows.cases.commands.take_back import loop_of
from workflows.cases.models import Event, Task
from workflows.cases.offered import Choice, Choices, OnTask, must_be_person
from workflows.cases.telling import tell_staff
from workflows.cases.unit import Unit
from workflows.engine.events import InstanceRemoved
from workflows.errors import Forbidden, Invalid, Problem
from workflows.law.label import Label
from workflows.people.persons import name_of


@dataclasses.dataclass(frozen=True)
class RemoveSigner(OnTask):
    """`signature` is the task of the one who was asked; what was signed stays."""

    code: ClassVar[str] = "remove_signer"
    offer: ClassVar[str] = "add_signer"
    signature: UUID | None = None

    def permit(self, unit: Unit) -> None:
        """Whoever may add may remove, also while the finished step waits for that very signature."""
        task = unit.task(self.task)
        if task.state == Task.State.HELD and task.done_by_id == unit.actor.person:
            self.permit_while_held(unit)
        else:
            super().permit(unit)
        must_be_person(unit, task)
        if task.signs_id is not None or not outstanding(unit, task):
            raise Forbidden("nobody_to_remove")

    def choices(self, unit: Unit) -> Choices:
        """Who was asked and has not signed."""
        rows = outstanding(unit, unit.task(self.task))
        names = [(str(row.pk), name_of(row.claimed_by_id)) for row in rows]
        return {"signature": tuple(Choice(pk, Label(name, name)) for pk, name in names)}

    def carry_out(self, unit: Unit) -> None:
        """End the request; where it was the last and the step is finished, the route goes on."""
        task = unit.task(self.task)
        found = next((row for row in outstanding(unit, task) if row.pk == self.signature), None)
        if found is None:
            raise Invalid(Problem("signature", "required"))
        unit.params |= {"element": task.element, "who": f"person:{found.claimed_by_id}"}
        if found.signs_id is None:
            unit.route(InstanceRemoved(found.work))
        else:
            found.state, found.closed_at = Task.State.CANCELLED, unit.at
            found.save(update_fields=["state", "closed_at"])
            if task.state == Task.State.HELD:
                signing.go_on(unit, task)
        tell_staff(unit, [found.claimed_by_id], "signer_removed")


def outstanding(unit: Unit, task: Task) -> list[Task]:
    """Who was added to this step and has neither signed nor voted."""
    rows = list(task.signatures.filter(state__in=signing.OUTSTANDING).order_by("opened_at"))
    if loop_of(unit, task) is not None:
        added = [event["variables"].get(routing.SIGNER) for event in instances_added(unit)]
        votes = Task.objects.filter(case=unit.case, element=task.element, state=Task.State.OPEN, signs=None)
        rows += [row for row in votes.exclude(pk=task.pk) if str(row.claimed_by_id) in added]
    return rows


def instances_added(unit: Unit) -> list[dict[str, dict[str, str]]]:
    """What the route was told of votes that were added in this case."""
    events = Event.objects.filter(case=unit.case, verb="add_signer").values_list("engine_events", flat=True)
    return [told for each in events for told in each if told["event"] == "InstanceAdded"]


KIND = RemoveSigner
