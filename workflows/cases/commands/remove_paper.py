"""Take a paper out of its slot; what was read from it no longer counts."""

import dataclasses
from typing import ClassVar
from uuid import UUID

from workflows.cases.command import ApplicantCommand
from workflows.cases.editing import must_be_open_for
from workflows.cases.models import Paper
from workflows.cases.unit import Unit
from workflows.errors import NotFound


@dataclasses.dataclass(frozen=True)
class RemovePaper(ApplicantCommand):
    """The row and the bytes stay, for a submission may name them; only the role ends."""

    code: ClassVar[str] = "remove_paper"
    is_recorded: ClassVar[bool] = False
    paper: UUID

    @property
    def move(self) -> str:
        """Changing a draft is no legal act."""
        return ""

    def carry_out(self, unit: Unit) -> None:
        """End the paper's role."""
        paper = Paper.objects.filter(pk=self.paper, case=unit.case, removed_at=None).first()
        if paper is None:
            raise NotFound
        must_be_open_for(unit, "paper", [paper.slot])
        paper.removed_at = unit.at
        paper.save(update_fields=["removed_at"])
        unit.facts_changed()


KIND = RemovePaper
