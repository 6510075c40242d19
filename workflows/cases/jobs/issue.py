"""Makes what a grant promises: the decision letter and the sealed certificate."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from workflows.actor import SYSTEM
from workflows.cases.certifying import certify
from workflows.cases.command import perform
from workflows.cases.commands.issue import Issue
from workflows.cases.models import Case
from workflows.cases.writing import decided_at, write
from workflows.outcomes.issuing import issue_certificate, issue_document
from workflows.outcomes.records import decision_of
from workflows.outside.jobs import Effect


class IssueResult:
    """Payload: `case` and `work`, the route's name of this step."""

    code = "issue"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Render and seal both, about two seconds; rows, legal move and route commit with the job."""
        case = Case.objects.select_related("pack", "applicant").get(pk=UUID(payload["case"]))
        letter = write(case, "decision_granted", {"at": decided_at(case)})
        document, certificate = certify(case)
        decision = decision_of(case.pk)

        def keep() -> None:
            issue_document(letter)
            row = issue_certificate(document, certificate, decision.decided_by if decision else None)
            perform(SYSTEM, Issue(case.pk, payload["work"], row.number, row.document.sha256))

        return keep

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The decision stands and its delivery clock turns red; the job stands in the list of those given up."""


KIND = IssueResult()
