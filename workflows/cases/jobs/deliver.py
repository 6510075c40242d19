"""Delivers a result by the portal; a refusal is delivered by its letter."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.deliver import Deliver
from workflows.cases.models import Case
from workflows.cases.writing import decided_at, write
from workflows.outcomes.issuing import issue_document
from workflows.outside.jobs import Effect


class DeliverResult:
    """Payload: `case` and `work`, the route's name of this step, which may be empty."""

    code = "deliver"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """The documents of a grant are on the page already; the letter of a refusal is written here."""
        case = Case.objects.select_related("pack", "applicant").get(pk=UUID(payload["case"]))
        letter = write(case, "decision_refused", {"at": decided_at(case)}) if case.state == "refused" else None

        def deliver() -> None:
            if letter is not None:
                issue_document(letter)
            perform(SYSTEM, Deliver(case.pk, payload["work"]))

        return deliver

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The decision stands on the page; the job stands in the list of those given up."""


KIND = DeliverResult()
