"""Choose the date of a joint site visit: one date for all bodies that come."""

import dataclasses
from datetime import datetime
from typing import ClassVar

from workflows.cases.command import ApplicantCommand
from workflows.cases.models import Visit
from workflows.cases.unit import Unit
from workflows.cases.visits import offered
from workflows.errors import Invalid, NotFound, Problem


@dataclasses.dataclass(frozen=True)
class ChooseVisit(ApplicantCommand):
    """`case` is the bundle; `moment` one of those offered. Another may be chosen as long as it is offered."""

    code: ClassVar[str] = "choose_visit"
    visit: str
    moment: datetime

    @property
    def move(self) -> str:
        """Agreeing on a date is no legal act."""
        return ""

    def carry_out(self, unit: Unit) -> None:
        """Keep the date. Raises Invalid for a moment that does not suit all, or no longer."""
        spec = next((one for one in unit.item.visits if one.code == self.visit), None)
        row = Visit.objects.select_for_update().filter(bundle=unit.case, code=self.visit).first()
        if spec is None or row is None:
            raise NotFound
        if self.moment not in offered(unit.case, spec, row, unit.at):
            raise Invalid(Problem("moment", "not_offered"))
        row.chosen_at = self.moment
        row.save(update_fields=["chosen_at"])
        unit.params |= {"visit": spec.code, "at": self.moment.isoformat()}


KIND = ChooseVisit
