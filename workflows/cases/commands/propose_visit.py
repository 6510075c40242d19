"""Say when a body can come to a joint site visit; the applicant chooses among the moments that suit all."""

import dataclasses
from datetime import datetime
from typing import ClassVar

from workflows.cases.command import TaskCommand
from workflows.cases.models import Visit
from workflows.cases.unit import Unit
from workflows.cases.visits import MOST_MOMENTS, offered, visit_of
from workflows.catalogue.publish import item as item_of
from workflows.errors import Invalid, NotFound, Problem


@dataclasses.dataclass(frozen=True)
class ProposeVisit(TaskCommand):
    """`moments` are aware and lie ahead; they take the place of what this body said before."""

    code: ClassVar[str] = "propose_visit"
    kind: ClassVar[str] = "site_visit"
    moments: tuple[datetime, ...]

    @property
    def move(self) -> str:
        """Agreeing on a date is no legal act, and stops no clock (行政许可法 45)."""
        return ""

    def carry_out(self, unit: Unit) -> None:
        """Keep what this body said; once all have said, tell the applicant that there is something to choose."""
        task = unit.task(self.task)
        bundle = unit.case.bundle
        spec = visit_of(item_of(bundle.pack), unit.case.item_code, task.element) if bundle else None
        if bundle is None or spec is None:
            raise NotFound
        self._must_fit(unit)
        Visit.objects.get_or_create(bundle=bundle, code=spec.code)
        visit = Visit.objects.select_for_update().get(bundle=bundle, code=spec.code)
        visit.moments[task.body_id] = sorted({moment.isoformat() for moment in self.moments})
        visit.save()
        unit.params |= {"visit": spec.code, "moments": len(visit.moments[task.body_id])}
        if offered(bundle, spec, visit, unit.at) and visit.chosen_at is None:
            unit.tell_applicant("visit_to_choose")

    def _must_fit(self, unit: Unit) -> None:
        if not self.moments:
            raise Invalid(Problem("moments", "required"))
        if len(self.moments) > MOST_MOMENTS:
            raise Invalid(Problem("moments", "too_many_moments", params={"most": MOST_MOMENTS}))
        if any(moment <= unit.at for moment in self.moments):
            raise Invalid(Problem("moments", "in_the_past"))


KIND = ProposeVisit
