"""A certificate in force, given to the applicant of a case without rendering and sealing."""

from datetime import date
from uuid import uuid4

from django.utils import timezone

from tests.workflows.cases.filing import Filed
from workflows.cases.letters import printed_values
from workflows.catalogue.publish import item as item_of
from workflows.outcomes import codes
from workflows.outcomes.elicence import ElicenceId
from workflows.outcomes.issuing import NewCertificate, NewDocument, PrintedValue, issue_certificate
from workflows.outcomes.models import Certificate
from workflows.people.organisation import body


def give_licence(filed: Filed, begins: date | None = None, ends: date | None = None) -> Certificate:
    """Grant the case and write a certificate for it, from `begins` (today) to `ends` (five years on)."""
    filed.decide()
    filed.served()
    row = filed.row
    item, now = item_of(row.pack), timezone.now()
    begins = begins or timezone.localdate(now)
    serial = f"2026{uuid4().int % 10**10:010d}"
    identifier = str(ElicenceId(item.result.elicence_type, body(item.body).uscc, serial))
    printed = [PrintedValue(label, text) for label, text in printed_values(row, item)]
    ends = ends or begins.replace(year=begins.year + 5)
    document = NewDocument(row.pk, "certificate", 1, identifier, codes.new_code(), b"%PDF " + uuid4().bytes, "amr", now)
    new = NewCertificate(
        identifier, item.code, item.result.label, row.applicant_id, row.applicant.name, printed, begins, ends
    )
    return issue_certificate(document, new, filed.cast.person("head"))
