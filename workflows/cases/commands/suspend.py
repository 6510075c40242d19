"""Suspend a route (暂停): people finish nothing and timers wait; the clocks of the law run on."""

import dataclasses
from typing import ClassVar

from workflows.cases.models import Task
from workflows.cases.offered import OnCase, must_move, written
from workflows.cases.telling import in_charge, tell_staff
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class Suspend(OnCase):
    """By the administrator of the route, who says why."""

    code: ClassVar[str] = "suspend"
    offer: ClassVar[str] = "suspend"
    post: ClassVar[str] = "administrator"
    reason: str = ""

    def permit(self, unit: Unit) -> None:
        """Once, until it is resumed."""
        super().permit(unit)
        must_move(unit.case)

    def carry_out(self, unit: Unit) -> None:
        """Let the route hold still, and tell the applicant and whoever works on it."""
        unit.note = written("reason", self.reason)
        unit.case.suspended_at, unit.case.suspended_by_id = unit.at, unit.actor.person
        open_now = Task.objects.filter(case=unit.case, state=Task.State.OPEN)
        tell_staff(unit, in_charge(unit, open_now), "task_suspended")
        unit.tell_applicant("suspended")


KIND = Suspend
