"""Try again where a case stands at an incident, once the reason is mended."""

import dataclasses
from datetime import datetime
from typing import ClassVar

from workflows.actor import ADMINISTRATOR, Actor
from workflows.cases import incidents, routing
from workflows.cases.command import Command
from workflows.cases.models import Case, Incident
from workflows.cases.unit import Unit
from workflows.errors import Conflict, NotFound
from workflows.outside import jobs
from workflows.people.persons import name_of


@dataclasses.dataclass(frozen=True)
class Retry(Command):
    """What a job was to do is done again; what a person was stopped in is tried out, and left to the person."""

    code: ClassVar[str] = "retry"
    incident: int

    @property
    def move(self) -> str:
        """Mending a machine is no legal act."""
        return ""

    def open(self, actor: Actor, at: datetime) -> Case:
        """The locked case of the incident, for administrators alone."""
        row = Incident.objects.filter(pk=self.incident).first()
        # Roles of a body are named by packs, and one of them may be called like ours.
        if row is None or actor.kind != "clerk" or actor.body is not None or ADMINISTRATOR not in actor.roles:
            raise NotFound
        return Case.objects.select_for_update(of=("self",)).select_related("pack").get(pk=row.case_id)

    def carry_out(self, unit: Unit) -> None:
        """Raises Conflict for one that is settled, and what stopped the case where it still does."""
        row = Incident.objects.get(pk=self.incident)
        if row.settled_at is not None:
            raise Conflict("incident_settled", name_of(row.settled_by) if row.settled_by else "", row.settled_at)
        unit.params |= {"element": row.element, "why": row.code, "incident": row.pk}
        if row.job is not None:
            jobs.retry(row.job)
        elif row.event and incidents.is_expected(routing.marking_of(unit), row.event):
            routing.try_out(unit, row.event)
        incidents.settle([row], unit.at, unit.actor.person)
        unit.case.has_incident = incidents.open_of(unit.case.pk).exists()


KIND = Retry
