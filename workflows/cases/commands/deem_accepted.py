"""Silence accepts: five working days without an answer accept the case as of its receipt (行政许可法 32(1)(四))."""

import dataclasses
from typing import ClassVar

from workflows.cases.command import SystemCommand
from workflows.cases.commands.accept import begin_review
from workflows.cases.models import Clock, Task
from workflows.cases.unit import Unit
from workflows.errors import Conflict


@dataclasses.dataclass(frozen=True)
class DeemAccepted(SystemCommand):
    """The clock `clock` of the body's answer ran out."""

    code: ClassVar[str] = "deem_accepted"
    clock: int

    def permit(self, unit: Unit) -> None:
        """Only while that very clock still runs: an answer in time, or a new submission, stopped it."""
        if not Clock.objects.filter(pk=self.clock, case=unit.case, stopped_at=None, red_at__lte=unit.at).exists():
            raise Conflict("answered")

    def carry_out(self, unit: Unit) -> None:
        """Accept as of receipt, so that the decision's clock is back-dated."""
        unit.case.accepted_at, unit.case.is_deemed_accepted = unit.case.received_at, True
        unit.params["deemed"] = True
        begin_review(unit)
        unit.close_task(Task.objects.get(case=unit.case, kind="accept", state=Task.State.OPEN), "accept")


KIND = DeemAccepted
