"""Transfer a task (转办) to a named colleague who holds its role in the same body and is not kept out of the case."""

import dataclasses
from typing import ClassVar
from uuid import UUID

from workflows.cases import colleagues
from workflows.cases.offered import Choices, OnTask, written
from workflows.cases.telling import tell_staff
from workflows.cases.unit import Unit
from workflows.errors import Forbidden


@dataclasses.dataclass(frozen=True)
class Transfer(OnTask):
    """The task is `to`'s from now on, as if taken by that person; a reason may be given."""

    code: ClassVar[str] = "transfer"
    offer: ClassVar[str] = "transfer"
    is_for_signatures: ClassVar[bool] = True
    to: UUID | None = None
    reason: str = ""

    def permit(self, unit: Unit) -> None:
        """A person hands on what is free or in the own hands, and somebody must be there to take it."""
        super().permit(unit)
        if unit.actor.person is None:
            raise Forbidden("needs_person")
        task = unit.task(self.task)
        if self.to is None and not colleagues.choices(unit, task, task.role):
            raise Forbidden("no_colleague")

    def choices(self, unit: Unit) -> Choices:
        """Colleagues of the role."""
        task = unit.task(self.task)
        return {"to": colleagues.choices(unit, task, task.role)}

    def carry_out(self, unit: Unit) -> None:
        """Give it into the other's hands."""
        task = unit.task(self.task)
        colleagues.named(unit, task, "to", self.to, task.role)
        unit.note = written("reason", self.reason, required=False)
        unit.params |= {"element": task.element, "to": f"person:{self.to}"}
        task.claimed_by_id, task.claimed_at = self.to, unit.at
        task.save(update_fields=["claimed_by", "claimed_at"])
        tell_staff(unit, [self.to], "task_transferred")


KIND = Transfer
