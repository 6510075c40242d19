"""Let the route go on at another step by order of an authorised administrator (跳转), with the reason."""

import dataclasses
from typing import ClassVar

from workflows.cases import going_back
from workflows.cases.offered import Choices, OnTask, written
from workflows.cases.unit import Unit
from workflows.engine.events import Jumped
from workflows.errors import Forbidden


@dataclasses.dataclass(frozen=True)
class Jump(OnTask):
    """`element` is where it goes on: what leads there stops, the route's variables stay as they are."""

    code: ClassVar[str] = "jump"
    offer: ClassVar[str] = "jump"
    post: ClassVar[str] = "administrator"
    element: str = ""
    reason: str = ""

    def permit(self, unit: Unit) -> None:
        """Where another step can be reached; whoever has the task loses it, so that a claim hinders nothing."""
        self.permit_by_order(unit)
        if not self.element and not going_back.steps_anywhere(unit, unit.task(self.task)):
            raise Forbidden("nowhere_else")

    def choices(self, unit: Unit) -> Choices:
        """Every step on this side of acceptance and decision."""
        return {"element": going_back.choices(unit, going_back.steps_anywhere(unit, unit.task(self.task)))}

    def carry_out(self, unit: Unit) -> None:
        """Open that step; tasks on the way to it leave the inboxes."""
        task = unit.task(self.task)
        going_back.must_be_among(unit, self.element, going_back.steps_anywhere(unit, task))
        unit.note = written("reason", self.reason)
        unit.params |= {"element": task.element, "target": self.element}
        going_back.go(unit, Jumped(self.element, task.work), "jumped")


KIND = Jump
