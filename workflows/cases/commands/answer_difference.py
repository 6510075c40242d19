"""Answer a difference between sources: whoever keeps one of them finds out which is right, and mends its own."""

import dataclasses
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from workflows.actor import Actor
from workflows.cases.command import Command
from workflows.cases.models import Case, Difference, Fact
from workflows.cases.models.difference import STEWARD
from workflows.cases.unit import Unit
from workflows.errors import Conflict, Forbidden, Invalid, NotFound, Problem
from workflows.people.persons import name_of

LONGEST_NOTE = 2000


@dataclasses.dataclass(frozen=True)
class AnswerDifference(Command):
    """`finding` is `ours` (what the body keeps is right) or `theirs` (it was wrong, and has been mended)."""

    code: ClassVar[str] = "answer_difference"
    difference: UUID
    finding: str
    note: str = ""

    @property
    def move(self) -> str:
        """Data are put right; the case stays where it is."""
        return ""

    def open(self, actor: Actor, at: datetime) -> Case:
        """The case behind a question to this actor's body, locked; only who answers for its data learns of it."""
        row = Difference.objects.filter(pk=self.difference).values("case_id", "owner_id").first()
        if row is None or actor.body != row["owner_id"] or STEWARD not in actor.roles:
            raise NotFound
        return Case.objects.select_for_update(of=("self",)).select_related("pack").get(pk=row["case_id"])

    def permit(self, unit: Unit) -> None:
        """Nobody finds in an own matter, and nobody twice."""
        row = Difference.objects.get(pk=self.difference)
        if unit.actor.person is not None and unit.actor.person == unit.case.applicant_id:
            raise Forbidden("own_case")
        if row.answered_at is not None:
            raise Conflict("difference_answered", name_of(row.answered_by), row.answered_at)

    def carry_out(self, unit: Unit) -> None:
        """Keep the finding; where the body's own source was wrong, its mended word takes the place of the old one."""
        note = self.note.strip()[:LONGEST_NOTE]
        if self.finding not in ("ours", "theirs"):
            raise Invalid(Problem("finding", "required"))
        if not note:
            raise Invalid(Problem("note", "required"))
        row = Difference.objects.get(pk=self.difference)
        row.finding, row.note, row.answered_at, row.answered_by = self.finding, note, unit.at, unit.actor.person
        row.save(update_fields=["finding", "note", "answered_at", "answered_by"])
        if self.finding == "theirs":
            Fact.objects.create(
                case=unit.case,
                field=row.field,
                value=row.claims[1]["value"],
                source=row.source,
                origin=row.origin,
                grade="A",
                only_compares=True,
                at=unit.at,
                person=unit.actor.person,
            )
        unit.params |= {"field": row.field, "finding": self.finding}


KIND = AnswerDifference
