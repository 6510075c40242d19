"""Escalate: the legal limit passed without a decision; nothing is granted by that, and nobody may overlook it."""

import dataclasses
from typing import ClassVar

from workflows.cases.command import SystemCommand
from workflows.cases.models import Breach, Clock
from workflows.cases.oversight import light
from workflows.cases.unit import Unit
from workflows.errors import Conflict


@dataclasses.dataclass(frozen=True)
class Escalate(SystemCommand):
    """The clock `clock` of the law ran out; the case stays open."""

    code: ClassVar[str] = "escalate"
    clock: int

    @property
    def move(self) -> str:
        """None: the decision limit passed is not a grant."""
        return ""

    def permit(self, unit: Unit) -> None:
        """Once, and only while that very clock still runs in the red."""
        running = Clock.objects.filter(pk=self.clock, case=unit.case, stopped_at=None, red_at__lte=unit.at)
        if not running.exists() or Breach.objects.filter(case=unit.case, kind="late").exists():
            raise Conflict("answered")

    def carry_out(self, unit: Unit) -> None:
        """Record the breach; tell the head, the supervisor, and the applicant of the right to reconsideration."""
        light(unit, "late", "red")
        unit.tell_heads("limit_passed")
        unit.tell_supervisor("limit_passed")
        unit.tell_applicant("late")


KIND = Escalate
