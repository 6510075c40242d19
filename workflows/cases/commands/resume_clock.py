"""Resume the clock (恢复计时): the procedure that stopped it is over, and the applicant is told the new last day."""

import dataclasses
from typing import ClassVar

from workflows.cases import clocks
from workflows.cases.acting import HeadCommand, write_act
from workflows.cases.unit import Unit
from workflows.errors import Conflict
from workflows.law.clock import Event


@dataclasses.dataclass(frozen=True)
class ResumeClock(HeadCommand):
    """`reasons` says what the procedure came to."""

    code: ClassVar[str] = "resume_clock"
    procedure: str
    reasons: str

    def permit(self, unit: Unit) -> None:
        """Only what stands can go on."""
        super().permit(unit)
        if self.procedure not in clocks.standing(unit.case):
            raise Conflict("clock_runs")

    def carry_out(self, unit: Unit) -> None:
        """Every date that the procedure touched is left out, both ends (行政许可法 45)."""
        params = {"procedure": self.procedure}
        write_act(unit, self.code, self.reasons, params=params)
        unit.params |= params
        unit.tell_clocks(Event("resume", unit.at, self.procedure), self.code)
        unit.compose("resume_notice", body=unit.actor.body)
        unit.tell_applicant("clock_resumed")


KIND = ResumeClock
