"""Order a body to answer for a step by a day (督办); the answer may not be left out."""

import dataclasses
from datetime import date, datetime, time
from typing import ClassVar

from django.utils import timezone

from workflows.cases.models import Supervision
from workflows.cases.offered import OnTask, written
from workflows.cases.telling import in_charge, tell_staff
from workflows.cases.unit import Unit
from workflows.errors import Conflict, Forbidden, Invalid, Problem
from workflows.people.persons import name_of


@dataclasses.dataclass(frozen=True)
class Supervise(OnTask):
    """`due_on` is the last day for the answer, `demand` what is asked."""

    code: ClassVar[str] = "supervise"
    offer: ClassVar[str] = "supervise"
    post: ClassVar[str] = "supervisor"
    due_on: date | None = None
    demand: str = ""

    def permit(self, unit: Unit) -> None:
        """One order about a task at a time, by a person, also while the route holds still."""
        self.permit_by_order(unit, moving=False)
        task = unit.task(self.task)
        if (open_one := Supervision.objects.filter(task=task, answered_at=None).first()) is not None:
            raise Conflict("supervised", name_of(open_one.ordered_by_id), open_one.ordered_at)

    def carry_out(self, unit: Unit) -> None:
        """Write the order; it stands on the desk of the step's body until it is answered."""
        task, actor = unit.task(self.task), unit.actor
        if actor.person is None or actor.body is None:
            raise Forbidden("needs_person")
        if self.due_on is None:
            raise Invalid(Problem("due_on", "required"))
        if self.due_on < timezone.localdate(unit.at):
            raise Invalid(Problem("due_on", "past_date"))
        demand = written("demand", self.demand)
        due_at = datetime.combine(self.due_on, time.max.replace(microsecond=0), timezone.get_current_timezone())
        order = Supervision.objects.create(
            case=unit.case,
            task=task,
            ordered_by_id=actor.person,
            ordered_body_id=actor.body,
            ordered_at=unit.at,
            demand=demand,
            due_at=due_at,
        )
        unit.note = demand
        unit.params |= {"element": task.element, "order": order.pk, "due_on": self.due_on.isoformat()}
        tell_staff(unit, in_charge(unit, [task]), "supervised")


KIND = Supervise
