"""Not accept (不予受理): written, dated, sealed, with reasons, law and rights; impossible without."""

import dataclasses
from typing import ClassVar

from workflows.cases.acting import must_be_said, write_act
from workflows.cases.command import TaskCommand
from workflows.cases.silence import must_be_in_time
from workflows.cases.unit import Unit
from workflows.errors import Forbidden


@dataclasses.dataclass(frozen=True)
class NotAccept(TaskCommand):
    """The matter needs no licence, is not this body's, or the applicant may not ask (行政许可法 32(1)(一)(二), 78)."""

    code: ClassVar[str] = "not_accept"
    kind: ClassVar[str] = "accept"
    reasons: str
    basis: str

    def permit(self, unit: Unit) -> None:
        """In time; and where everything that was asked for has come, nothing is left but to accept (32(1)(五))."""
        super().permit(unit)
        must_be_in_time(unit)
        if unit.case.corrections.exists():
            raise Forbidden("must_accept")

    def carry_out(self, unit: Unit) -> None:
        """Close the application with a sealed letter."""
        must_be_said(reasons=self.reasons, basis=self.basis)
        write_act(unit, self.code, self.reasons, [self.basis])
        unit.stop_clock("answer")
        unit.case.finished_at = unit.at
        unit.close_task(unit.task(self.task), "not_accept", self.reasons)
        unit.compose("non_acceptance", body=unit.actor.body)
        unit.tell_applicant("not_accepted")


KIND = NotAccept
