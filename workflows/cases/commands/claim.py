"""Claim a task: others of the role see who has it."""

import dataclasses
from typing import ClassVar

from workflows.cases.command import TaskCommand, must_not_have_taken_part
from workflows.cases.unit import Unit
from workflows.errors import Forbidden


@dataclasses.dataclass(frozen=True)
class Claim(TaskCommand):
    """The clerk takes the task for herself or himself."""

    code: ClassVar[str] = "claim"
    finishes: ClassVar[bool] = False
    acts: ClassVar[bool] = False

    @property
    def move(self) -> str:
        """Who holds a task is no legal act."""
        return ""

    def permit(self, unit: Unit) -> None:
        """A person, not a system, and nobody who is excluded from this task."""
        super().permit(unit)
        if unit.actor.person is None:
            raise Forbidden("needs_person")
        must_not_have_taken_part(unit, unit.task(self.task))

    def carry_out(self, unit: Unit) -> None:
        """Write the claim; claiming again changes nothing."""
        task = unit.task(self.task)
        if task.claimed_by_id is None:
            task.claimed_by_id, task.claimed_at = unit.actor.person, unit.at
            task.save(update_fields=["claimed_by", "claimed_at"])
        unit.params["element"] = task.element


KIND = Claim
