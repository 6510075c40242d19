"""Give a claimed task back to the role."""

import dataclasses
from typing import ClassVar

from workflows.cases.command import TaskCommand
from workflows.cases.unit import Unit
from workflows.errors import Forbidden


@dataclasses.dataclass(frozen=True)
class Unclaim(TaskCommand):
    """The clerk who holds the task lets others take it."""

    code: ClassVar[str] = "unclaim"
    finishes: ClassVar[bool] = False
    acts: ClassVar[bool] = True

    @property
    def move(self) -> str:
        """Who holds a task is no legal act."""
        return ""

    def permit(self, unit: Unit) -> None:
        """A signature is asked of one person; only whoever asked, or that person by a transfer, changes that."""
        super().permit(unit)
        if unit.task(self.task).signs_id is not None:
            raise Forbidden("other_kind")

    def carry_out(self, unit: Unit) -> None:
        """End the claim."""
        task = unit.task(self.task)
        task.claimed_by_id = task.claimed_at = None
        task.save(update_fields=["claimed_by", "claimed_at"])
        unit.params["element"] = task.element


KIND = Unclaim
