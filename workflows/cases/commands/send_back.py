"""Send a case back to an earlier step of its route (退回), with the reason; never across acceptance or decision."""

import dataclasses
from typing import ClassVar

from workflows.cases import going_back
from workflows.cases.offered import Choices, OnTask, written
from workflows.cases.unit import Unit
from workflows.engine.events import SentBack
from workflows.errors import Forbidden


@dataclasses.dataclass(frozen=True)
class SendBack(OnTask):
    """`element` is the step to which it goes; the route's variables become those of that moment, facts stay."""

    code: ClassVar[str] = "send_back"
    offer: ClassVar[str] = "send_back"
    element: str = ""
    reason: str = ""

    def permit(self, unit: Unit) -> None:
        """Where some earlier step can be gone back to."""
        super().permit(unit)
        if not self.element and not going_back.steps_back(unit, unit.task(self.task)):
            raise Forbidden("nowhere_back")

    def choices(self, unit: Unit) -> Choices:
        """The steps behind."""
        return {"element": going_back.choices(unit, going_back.steps_back(unit, unit.task(self.task)))}

    def carry_out(self, unit: Unit) -> None:
        """Open the earlier step again; what was done since is undone, branches beside it go on."""
        task = unit.task(self.task)
        going_back.must_be_among(unit, self.element, going_back.steps_back(unit, task))
        unit.note = written("reason", self.reason)
        unit.params |= {"element": task.element, "target": self.element}
        going_back.go(unit, SentBack(self.element, task.work), "sent_back")


KIND = SendBack
