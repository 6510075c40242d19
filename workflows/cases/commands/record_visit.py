"""Record a site visit (现场核查): at least two staff (行政许可法 34), findings, outcome."""

import dataclasses
from typing import ClassVar
from uuid import UUID

from workflows.cases.command import TaskCommand
from workflows.cases.commands.give_opinion import must_be_outcome
from workflows.cases.unit import Unit
from workflows.errors import Forbidden, Invalid, Problem
from workflows.people.models import Appointment


@dataclasses.dataclass(frozen=True)
class RecordVisit(TaskCommand):
    """What the officers found, and who they were; the one who records is one of them."""

    code: ClassVar[str] = "record_visit"
    outcome: str
    findings: str
    staff: tuple[UUID, ...]

    def permit(self, unit: Unit) -> None:
        """Only steps that are visits."""
        super().permit(unit)
        if unit.task(self.task).kind != "site_visit":
            raise Forbidden("other_kind")

    def carry_out(self, unit: Unit) -> None:
        """Close the task; a visit by one officer cannot be saved."""
        task = unit.task(self.task)
        present = {*self.staff, *([unit.actor.person] if unit.actor.person else [])}
        least = max(2, unit.item.steps[task.element].min_staff)
        of_body = set(
            Appointment.objects.filter(body_id=task.body_id, person_id__in=present).values_list("person_id", flat=True)
        )
        if len(of_body) < least or of_body != present:
            raise Invalid(Problem("staff", "two_staff", params={"least": least}))
        must_be_outcome(unit, task.element, self.outcome, self.findings)
        if not self.findings.strip():
            raise Invalid(Problem("findings", "required"))
        task.staff = sorted(str(person) for person in present)
        unit.params["staff"] = len(present)
        unit.close_task(task, self.outcome, self.findings.strip())


KIND = RecordVisit
