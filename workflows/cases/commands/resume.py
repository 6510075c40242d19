"""Resume a suspended route (恢复): people go on, and timers that ran out meanwhile fire."""

import dataclasses
from typing import ClassVar

from workflows.cases.models import Task
from workflows.cases.offered import OnCase, must_not_be_decided, must_not_be_own
from workflows.cases.telling import in_charge, tell_staff
from workflows.cases.unit import Unit
from workflows.engine.marking import Marking
from workflows.errors import Forbidden
from workflows.outside.jobs import enqueue, is_done


@dataclasses.dataclass(frozen=True)
class Resume(OnCase):
    """By the administrator of the route; nothing needs to be said."""

    code: ClassVar[str] = "resume"
    post: ClassVar[str] = "administrator"

    def permit(self, unit: Unit) -> None:
        """Only what is suspended."""
        must_not_be_own(unit)
        must_not_be_decided(unit)
        if unit.case.suspended_at is None:
            raise Forbidden("not_suspended")

    def carry_out(self, unit: Unit) -> None:
        """Let the route move again."""
        unit.case.suspended_at = unit.case.suspended_by_id = None
        self._ring_late_timers(unit)
        open_now = Task.objects.filter(case=unit.case, state=Task.State.OPEN)
        tell_staff(unit, in_charge(unit, open_now), "task_resumed")
        unit.tell_applicant("resumed")

    def _ring_late_timers(self, unit: Unit) -> None:
        """Timers whose moment came while the route held still: their jobs are spent, the route still waits."""
        for timer in Marking.from_json(unit.case.marking).timers:
            key = f"timer:{unit.case.pk}:{timer}"
            if is_done(key):
                payload = {"case": str(unit.case.pk), "timer": timer}
                enqueue("fire_timer", f"{key}:{unit.case.version}", payload)


KIND = Resume
