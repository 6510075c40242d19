"""Apply for administrative reconsideration (申请行政复议): against a refusal or a non-acceptance, within sixty days."""

import dataclasses
import hashlib
from datetime import datetime
from typing import ClassVar

from django.utils import timezone

from workflows.cases import clocks
from workflows.cases.acting import must_be_said
from workflows.cases.command import ApplicantCommand, too_late
from workflows.cases.models import Case, Clock, Event, Reconsideration
from workflows.cases.unit import Unit
from workflows.catalogue.item import Item
from workflows.errors import Conflict, Forbidden
from workflows.law.remedies import reconsideration
from workflows.outcomes.records import decision_of
from workflows.outside.jobs import enqueue
from workflows.people.persons import name_of

ENDED_AGAINST = ("not_accepted", "lapsed", "terminated")


@dataclasses.dataclass(frozen=True)
class RequestReconsideration(ApplicantCommand):
    """`text` says what the applicant asks for and why; it goes to the reconsideration body as it is written."""

    code: ClassVar[str] = "request_reconsideration"
    text: str

    @property
    def move(self) -> str:
        """None: another body opens a matter of its own, and this case stays as it was decided."""
        return ""

    def permit(self, unit: Unit) -> None:
        """Once, in time, and only against what went against the applicant."""
        last = last_day(unit.case, unit.item, unit.at)
        if last is None:
            raise too_late(unit.case, unit.case.state)
        if (before := Event.objects.filter(case=unit.case, verb=self.code).first()) is not None:
            raise Conflict("reconsideration_requested", name_of(before.person), before.at)
        if unit.at > last:
            raise Forbidden("reconsideration_too_late")

    def carry_out(self, unit: Unit) -> None:
        """Record the request by its digest, and have it handed to the body that reconsiders."""
        must_be_said(text=self.text)
        text = self.text.strip()
        unit.params["text_sha256"] = hashlib.sha256(text.encode()).hexdigest()
        until = last_day(unit.case, unit.item, unit.at) or unit.at
        Reconsideration.objects.create(
            case=unit.case, text=text, asked_at=unit.at, until_at=until, person=unit.actor.person
        )
        enqueue("send_reconsideration", f"reconsideration:{unit.case.pk}", {"case": str(unit.case.pk)})
        unit.tell_applicant("reconsideration_requested")


def last_day(case: Case, item: Item, at: datetime | None = None) -> datetime | None:
    """Until when reconsideration may be asked for; None where nothing went against the applicant yet.

    The sixty days begin when the letter, which names the rights, reached the applicant (行政复议法 20).
    """
    decision = decision_of(case.pk)
    is_adverse = case.state in ENDED_AGAINST or (decision is not None and decision.outcome == "refused")
    known_at = case.finished_at or case.decided_at
    if not is_adverse and case.state == "accepted":
        # No decision in time is an act too (行政复议法 11, 23): the days run from the end of the limit.
        known_at = (
            Clock.objects.filter(case=case, code="legal", stopped_at=None, red_at__lte=at or timezone.now())
            .values_list("due_at", flat=True)
            .first()
        )
        is_adverse = known_at is not None
    if not is_adverse or known_at is None:
        return None
    return reconsideration(clocks.calendar_of(item), known_at, known_at).due_at


KIND = RequestReconsideration
