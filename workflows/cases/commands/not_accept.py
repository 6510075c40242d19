"""Not accept (不予受理): written, dated, sealed, with reasons, law and rights; impossible without."""

import dataclasses
from typing import ClassVar

from workflows.cases.command import TaskCommand
from workflows.cases.silence import must_be_in_time
from workflows.cases.unit import Unit
from workflows.errors import Invalid, Problem

LONGEST = 5000


@dataclasses.dataclass(frozen=True)
class NotAccept(TaskCommand):
    """The matter needs no licence, is not this body's, or the applicant may not ask (行政许可法 32(1)(一)(二), 78)."""

    code: ClassVar[str] = "not_accept"
    kind: ClassVar[str] = "accept"
    reasons: str
    basis: str

    def permit(self, unit: Unit) -> None:
        """In time: after five silent days the application counts as accepted."""
        super().permit(unit)
        must_be_in_time(unit)

    def carry_out(self, unit: Unit) -> None:
        """Close the application with a sealed letter."""
        problems = [Problem(name, "required") for name in ("reasons", "basis") if not getattr(self, name).strip()]
        problems += [
            Problem(name, "too_long", params={"limit": LONGEST})
            for name in ("reasons", "basis")
            if len(getattr(self, name)) > LONGEST
        ]
        if problems:
            raise Invalid(*problems)
        unit.stop_clock("answer")
        unit.case.finished_at = unit.at
        unit.close_task(unit.task(self.task), "not_accept", self.reasons)
        unit.compose("non_acceptance", reasons=self.reasons, basis=self.basis, body=unit.actor.body)
        unit.tell_applicant("not_accepted")


KIND = NotAccept
