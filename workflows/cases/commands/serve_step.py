"""The system ends a step of its own that is one legal act and nothing else: accepting what is complete, closing."""

import dataclasses
from typing import ClassVar

from workflows.cases import routing
from workflows.cases.command import SystemCommand, move_on
from workflows.cases.commands.accept import begin_review
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class ServeStep(SystemCommand):
    """`verb` is the legal act, `work` the route's name of the step."""

    code: ClassVar[str] = "serve_step"
    verb: str
    work: str

    @property
    def move(self) -> str:
        """Made once it is known that the step is still open."""
        return ""

    def carry_out(self, unit: Unit) -> None:
        """Accept as of now, or close; then the route goes on."""
        move_on(unit, self.verb)
        unit.params["act"] = self.verb
        if self.verb == "accept":
            unit.case.accepted_at = unit.at
            begin_review(unit)
        else:
            unit.case.finished_at = unit.at
        routing.serve(unit, self.work)


KIND = ServeStep
