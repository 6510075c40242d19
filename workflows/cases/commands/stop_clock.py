"""Stop the clock (停止计时): only for a procedure that the law of the limit names, and only with a written notice."""

import dataclasses
from datetime import date
from typing import ClassVar

from django.utils import timezone

from workflows.cases import clocks
from workflows.cases.acting import HeadCommand, write_act
from workflows.cases.models import Clock
from workflows.cases.unit import Unit
from workflows.errors import Conflict, Forbidden, Invalid, Problem
from workflows.law.clock import Event, Rule


@dataclasses.dataclass(frozen=True)
class StopClock(HeadCommand):
    """Licences know the procedures of 行政许可法 45 alone; other kinds of matter those whose basis the pack names."""

    code: ClassVar[str] = "stop_clock"
    procedure: str
    until_on: date | None
    """The last day that the procedure needs; the applicant is told it (行政许可法 45)."""
    reasons: str

    def permit(self, unit: Unit) -> None:
        """A procedure that stops a running limit, which it has not stopped already, before that limit ends."""
        super().permit(unit)
        running = [row for row in Clock.objects.filter(case=unit.case, stopped_at=None) if unit.at <= row.due_at]
        if not any(self.procedure in Rule.from_json(row.rule).stops for row in running):
            raise Forbidden("stops_nothing")
        if self.procedure in clocks.standing(unit.case):
            raise Conflict("clock_stands")

    def carry_out(self, unit: Unit) -> None:
        """Stop, and write the notice with the time that is needed."""
        if self.until_on is None or self.until_on < timezone.localdate(unit.at):
            raise Invalid(Problem("until_on", "required" if self.until_on is None else "past_date"))
        params = {"procedure": self.procedure, "until_on": self.until_on.isoformat()}
        write_act(unit, self.code, self.reasons, params=params)
        unit.params |= params
        unit.tell_clocks(Event("stop", unit.at, self.procedure, self.until_on), self.code)
        unit.compose("stop_notice", body=unit.actor.body)
        unit.tell_applicant("clock_stopped")


KIND = StopClock
