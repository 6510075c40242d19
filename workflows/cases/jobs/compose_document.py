"""Writes and seals a document of a case."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from workflows.cases.models import Case
from workflows.cases.writing import write
from workflows.outcomes.issuing import issue_document
from workflows.outside.jobs import Effect


class ComposeDocument:
    """Payload: `case`, `document` (its kind), `seq`, and what the clerk wrote. The same job gives the same number."""

    code = "compose_document"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Render and seal, about a second; the row commits with the job."""
        case = Case.objects.select_related("pack", "applicant").get(pk=UUID(payload["case"]))
        document = write(case, payload["document"], payload)

        def keep() -> None:
            issue_document(document)

        return keep

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The case goes on without the document; the job stands in the list of those given up."""


KIND = ComposeDocument()
