"""Makes the certificate that a grant brings forth: identifier, printed values, validity, sealed paper."""

from django.utils import timezone

from workflows.cases.letters import check_url, issuer, last_day, letter_values, on, printed_values
from workflows.cases.models import Case
from workflows.catalogue.publish import item as item_of
from workflows.outcomes.documents import compose_document
from workflows.outcomes.issuing import NewCertificate, NewDocument, PrintedValue
from workflows.outcomes.numbers import reserve
from workflows.outcomes.seal import seal_pdf


def certify(case: Case) -> tuple[NewDocument, NewCertificate]:
    """The sealed certificate and what the register keeps of it."""
    item, now = item_of(case.pack), timezone.now()
    body, today = issuer(item.body), timezone.localdate(now)
    kind = item.result.elicence_type
    reserved = reserve(case=case.pk, kind="certificate", seq=1, body=body.code, year=today.year, series=kind)
    identifier = str(reserved.identifier(kind, body.uscc))
    printed = [PrintedValue(label, text) for label, text in printed_values(case, item)]
    until = last_day(today, item.result.validity_years)
    values = letter_values(case, item, "certificate", body, now, {}) | {"number": identifier}
    values |= on(today, "valid_from") | on(until, "valid_to")
    url = check_url(reserved.code)
    pdf = compose_document(
        item.result.template, item, values, body, identifier, url, dated=today, code=reserved.code, layout="certificate"
    )
    sealed = seal_pdf(pdf, body, item.result.label.zh)
    document = NewDocument(case.pk, "certificate", 1, identifier, reserved.code, sealed, body.code, now)
    holder = case.applicant
    return document, NewCertificate(
        identifier, item.code, item.result.label, holder.pk, holder.name, printed, today, until
    )
