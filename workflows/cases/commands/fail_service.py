"""A piece of work of the system was given up: the drawing catches it, or the case stands at an incident."""

import dataclasses
from typing import ClassVar

from workflows.cases import routing
from workflows.cases.command import SystemCommand
from workflows.cases.unit import Unit
from workflows.engine.faults import NotExpected
from workflows.errors import Conflict


@dataclasses.dataclass(frozen=True)
class FailService(SystemCommand):
    """`work` is the route's name of it; `why` is the code that an error event of the drawing may name."""

    code: ClassVar[str] = "fail_service"
    work: str
    why: str

    @property
    def move(self) -> str:
        """A fault of the machine is no legal act."""
        return ""

    def carry_out(self, unit: Unit) -> None:
        """Tell the route. Raises Conflict where it no longer wants this work."""
        unit.params |= {"work": self.work, "why": self.why}
        try:
            routing.fail(unit, self.work, self.why)
        except NotExpected as gone:
            raise Conflict("work_gone") from gone


KIND = FailService
