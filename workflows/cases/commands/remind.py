"""Remind those who work on a case (催办): by the applicant once a day, by a supervisor once an hour."""

import dataclasses
from datetime import timedelta
from typing import ClassVar

from django.db.models import F

from workflows.actor import Actor
from workflows.cases.command import may_file
from workflows.cases.models import Case, Event, Task
from workflows.cases.offered import OnCase, holds_post, offering
from workflows.cases.telling import in_charge, tell_staff
from workflows.cases.unit import Unit
from workflows.catalogue.publish import item as item_of
from workflows.errors import Conflict
from workflows.people.persons import name_of

APPLICANT_WAITS, SUPERVISOR_WAITS = timedelta(days=1), timedelta(hours=1)


@dataclasses.dataclass(frozen=True)
class Remind(OnCase):
    """Every open step that offers it is reminded."""

    code: ClassVar[str] = "remind"
    offer: ClassVar[str] = "remind"

    @classmethod
    def concerns(cls, actor: Actor, case: Case) -> bool:
        """The applicant, who files for the applicant, and the supervisor."""
        return may_file(actor, case) or holds_post(actor, item_of(case.pack), "supervisor")

    def permit(self, unit: Unit) -> None:
        """Not again before the time is over, counted for applicant and supervisors apart."""
        super().permit(unit)
        is_applicant = may_file(unit.actor, unit.case)
        since = unit.at - (APPLICANT_WAITS if is_applicant else SUPERVISOR_WAITS)
        earlier = Event.objects.filter(case=unit.case, verb=self.code, at__gt=since, params__by_applicant=is_applicant)
        if (last := earlier.order_by("-seq").first()) is not None:
            raise Conflict("reminded", name_of(last.person), last.at)

    def carry_out(self, unit: Unit) -> None:
        """Mark the tasks, and tell whoever has them or could take them."""
        tasks = offering(unit, self.offer)
        unit.params["by_applicant"] = may_file(unit.actor, unit.case)
        unit.params["elements"] = sorted({task.element for task in tasks})
        rows = Task.objects.filter(pk__in=[task.pk for task in tasks])
        rows.update(reminded_at=unit.at, reminders=F("reminders") + 1)
        tell_staff(unit, in_charge(unit, tasks), "reminded")


KIND = Remind
