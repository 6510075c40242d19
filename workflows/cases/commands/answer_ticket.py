"""Answer a governance ticket: the supervisor releases it or not, and says why."""

import dataclasses
from datetime import datetime
from typing import ClassVar

from workflows.actor import Actor
from workflows.cases.acting import must_be_said
from workflows.cases.command import Command
from workflows.cases.models import Case, GuideTicket
from workflows.cases.oversight import supervises
from workflows.cases.unit import Unit
from workflows.catalogue.publish import item as item_of
from workflows.errors import Conflict, Forbidden, NotFound


@dataclasses.dataclass(frozen=True)
class AnswerTicket(Command):
    """Nobody answers an own ticket."""

    code: ClassVar[str] = "answer_ticket"
    ticket: int
    is_released: bool
    answer: str

    @property
    def move(self) -> str:
        """None: a ticket changes nothing of the case."""
        return ""

    def open(self, actor: Actor, at: datetime) -> Case:
        """The locked case of a ticket that this actor supervises."""
        row = GuideTicket.objects.filter(pk=self.ticket).values("case_id").first()
        if row is None:
            raise NotFound
        case = Case.objects.select_for_update(of=("self",)).select_related("pack").get(pk=row["case_id"])
        if not supervises(actor, item_of(case.pack)) or actor.person == case.applicant_id:
            raise NotFound
        return case

    def permit(self, unit: Unit) -> None:
        """Once, and by another person than who wants it."""
        row = GuideTicket.objects.get(pk=self.ticket)
        if unit.actor.person is None or row.requested_by == unit.actor.person:
            raise Forbidden("own_ticket")
        if row.answered_at is not None:
            raise Conflict("ticket_answered", when=row.answered_at)

    def carry_out(self, unit: Unit) -> None:
        """Write the answer."""
        must_be_said(answer=self.answer)
        GuideTicket.objects.filter(pk=self.ticket).update(
            answered_by=unit.actor.person, answered_at=unit.at, is_released=self.is_released, answer=self.answer.strip()
        )
        unit.params |= {"ticket": self.ticket, "is_released": self.is_released}


KIND = AnswerTicket
