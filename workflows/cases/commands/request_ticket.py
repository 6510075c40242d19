"""Request a governance ticket: a clerk wants what the published guide does not provide for; that lights a lamp."""

import dataclasses
from typing import ClassVar

from workflows.cases.acting import must_be_said
from workflows.cases.command import TaskCommand
from workflows.cases.models import GuideTicket
from workflows.cases.oversight import LIGHTS, light
from workflows.cases.unit import Unit
from workflows.errors import Conflict, Forbidden, Invalid, Problem


@dataclasses.dataclass(frozen=True)
class RequestTicket(TaskCommand):
    """`kind` is one of GuideTicket.Kind; nothing may be asked, ticked or charged before it is released."""

    code: ClassVar[str] = "request_ticket"
    ticket: str
    what: str
    why: str

    @property
    def move(self) -> str:
        """None: a ticket changes nothing of the case."""
        return ""

    def permit(self, unit: Unit) -> None:
        """A person, one ticket of a kind at a time; a second notice only once there was a first."""
        super().permit(unit)
        if unit.actor.person is None:
            raise Forbidden("needs_person")
        waiting = GuideTicket.objects.filter(case=unit.case, kind=self.ticket, answered_at=None).first()
        if waiting is not None:
            raise Conflict("ticket_waits", when=waiting.requested_at)

    def carry_out(self, unit: Unit) -> None:
        """Write the ticket, light the lamp, tell the supervisor."""
        must_be_said(what=self.what, why=self.why)
        if self.ticket not in GuideTicket.Kind.values:
            raise Invalid(Problem("ticket", "required"))
        assert unit.actor.person is not None  # noqa: S101 - permit saw to it
        row = GuideTicket.objects.create(
            case=unit.case,
            kind=self.ticket,
            what=self.what.strip(),
            why=self.why.strip(),
            requested_by=unit.actor.person,
            body=unit.actor.body or "",
            requested_at=unit.at,
        )
        unit.params |= {"ticket": row.pk, "kind": self.ticket}
        if self.ticket in LIGHTS:
            light(unit, LIGHTS[self.ticket], "yellow", row)
        unit.tell_supervisor("ticket_requested")


KIND = RequestTicket
