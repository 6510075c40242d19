"""Delegate a task (委托): a colleague of the role prepares it and gives it back, and its owner finishes it."""

import dataclasses
from typing import ClassVar
from uuid import UUID

from workflows.cases import colleagues
from workflows.cases.offered import Choices, OnTask, must_be_person, written
from workflows.cases.telling import tell_staff
from workflows.cases.unit import Unit
from workflows.errors import Forbidden


@dataclasses.dataclass(frozen=True)
class Delegate(OnTask):
    """`to` prepares; what it is about may be said in `reason`."""

    code: ClassVar[str] = "delegate"
    offer: ClassVar[str] = "delegate"
    to: UUID | None = None
    reason: str = ""

    def permit(self, unit: Unit) -> None:
        """The owner is a person who may finish it, and somebody must be there to take it."""
        super().permit(unit)
        task = unit.task(self.task)
        must_be_person(unit, task)
        if self.to is None and not colleagues.choices(unit, task, task.role):
            raise Forbidden("no_colleague")

    def choices(self, unit: Unit) -> Choices:
        """Colleagues of the role."""
        task = unit.task(self.task)
        return {"to": colleagues.choices(unit, task, task.role)}

    def carry_out(self, unit: Unit) -> None:
        """Put it into the other's hands; the owner stays its owner."""
        task = unit.task(self.task)
        colleagues.named(unit, task, "to", self.to, task.role)
        unit.note = written("reason", self.reason, required=False)
        unit.params |= {"element": task.element, "to": f"person:{self.to}"}
        task.delegated_by_id, task.delegated_at, task.proposal = unit.actor.person, unit.at, None
        task.claimed_by_id, task.claimed_at = self.to, unit.at
        task.save(update_fields=["delegated_by", "delegated_at", "proposal", "claimed_by", "claimed_at"])
        tell_staff(unit, [self.to], "task_delegated")


KIND = Delegate
