"""Record a site visit (现场核查): at least two staff (行政许可法 34), findings, outcome."""

import dataclasses
from typing import ClassVar
from uuid import UUID

from django.utils import timezone

from workflows.cases.command import TaskCommand
from workflows.cases.commands.give_opinion import must_be_outcome
from workflows.cases.unit import Unit
from workflows.errors import Forbidden, Invalid, Problem
from workflows.people.organisation import is_near, serving


@dataclasses.dataclass(frozen=True)
class RecordVisit(TaskCommand):
    """What the officers found, and who they were; the one who records is one of them."""

    code: ClassVar[str] = "record_visit"
    kind: ClassVar[str] = "site_visit"
    outcome: str
    findings: str
    staff: tuple[UUID, ...]

    def permit(self, unit: Unit) -> None:
        """The applicant is no officer at the own visit, whoever records it (回避)."""
        super().permit(unit)
        if unit.case.applicant_id in self.staff:
            raise Forbidden("own_case")
        on = timezone.localdate(unit.at)
        if any(is_near(person, unit.case.applicant_id, on) for person in self.staff):
            raise Forbidden("near")

    def carry_out(self, unit: Unit) -> None:
        """Close the task; a visit by one officer cannot be saved."""
        task = unit.task(self.task)
        present = {*self.staff, *([unit.actor.person] if unit.actor.person else [])}
        least = max(2, unit.item.steps[task.element].min_staff)
        of_body = serving(task.body_id, present, timezone.localdate(unit.at))
        if len(of_body) < least or of_body != present:
            raise Invalid(Problem("staff", "two_staff", params={"least": least}))
        must_be_outcome(unit, task.element, self.outcome, self.findings)
        if not self.findings.strip():
            raise Invalid(Problem("findings", "required"))
        task.staff = sorted(str(person) for person in present)
        unit.params["staff"] = len(present)
        unit.close_task(task, self.outcome, self.findings.strip())


KIND = RecordVisit
