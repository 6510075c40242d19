"""Put a paper into its slot; it is read at once, by a job."""

import dataclasses
from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from ocr.api import Document
from workflows.cases.command import ApplicantCommand
from workflows.cases.editing import must_be_open_for
from workflows.cases.models import Paper
from workflows.cases.unit import Unit
from workflows.errors import Invalid, Problem
from workflows.outside.jobs import enqueue

MOST_PAPERS_IN_A_SLOT = 10
MOST_PAPERS_IN_A_DAY = 100
"""Of one applicant, taken out again or not: each is kept for ever and costs seconds of reading that others wait for."""


@dataclasses.dataclass(frozen=True)
class AttachPaper(ApplicantCommand):
    """A stored document takes its role; the same bytes in the same slot are one paper."""

    code: ClassVar[str] = "attach_paper"
    is_recorded: ClassVar[bool] = False
    slot: str
    document: Document
    name: str

    @property
    def move(self) -> str:
        """Adding to a draft is no legal act."""
        return ""

    def permit(self, unit: Unit) -> None:
        """Drafts are open; after a correction notice only the papers it asks for."""
        if self.slot not in {slot.code for slot in unit.item.slots}:
            raise Invalid(Problem(self.slot, "unknown_slot"))
        must_be_open_for(unit, "paper", [self.slot])
        must_have_room(unit.case.applicant_id, self.slot, unit.at)

    def carry_out(self, unit: Unit) -> None:
        """Add the paper and the job that reads it."""
        present = Paper.objects.filter(case=unit.case, slot=self.slot, removed_at=None)
        if present.filter(sha256=self.document.sha256).exists():
            return
        if present.count() >= MOST_PAPERS_IN_A_SLOT:
            raise Invalid(Problem(self.slot, "too_many_papers", params={"most": MOST_PAPERS_IN_A_SLOT}))
        paper = Paper.objects.create(
            case=unit.case,
            slot=self.slot,
            sha256=self.document.sha256,
            name=self.name[:255],
            media_type=self.document.media_type,
            pages=self.document.pages,
            size_bytes=self.document.size_bytes,
            added_at=unit.at,
            added_by=unit.actor.person,
        )
        enqueue("read_paper", f"read:{paper.pk}", {"paper": str(paper.pk)})


def must_have_room(applicant: UUID, slot: str, at: datetime) -> None:
    """Raise Invalid where this applicant's papers of the last 24 hours are as many as one person can need."""
    added = Paper.objects.filter(case__applicant_id=applicant, added_at__gt=at - timedelta(days=1))
    if added.count() >= MOST_PAPERS_IN_A_DAY:
        raise Invalid(Problem(slot, "too_many_papers_today", params={"most": MOST_PAPERS_IN_A_DAY}))


KIND = AttachPaper
