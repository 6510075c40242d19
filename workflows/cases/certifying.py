"""Makes the certificate that a grant brings forth: identifier, printed values, validity, sealed paper."""

from datetime import date

from django.utils import timezone

from workflows.cases.letters import check_url, field_values, issuer, letter_values
from workflows.cases.models import Case
from workflows.catalogue.item import Item
from workflows.catalogue.publish import item_of
from workflows.outcomes.documents import compose_document
from workflows.outcomes.issuing import NewCertificate, NewDocument, PrintedValue
from workflows.outcomes.numbers import reserve
from workflows.outcomes.page import chinese_date
from workflows.outcomes.seal import seal_pdf


def certify(case: Case) -> tuple[NewDocument, NewCertificate]:
    """The sealed certificate and what the register keeps of it."""
    item, now = item_of(case.pack), timezone.now()
    body, today = issuer(item.body), timezone.localdate(now)
    kind = item.result.elicence_type
    reserved = reserve(case=case.pk, kind="certificate", seq=1, body=body.code, year=today.year, series=kind)
    identifier = str(reserved.identifier(kind, body.uscc))
    printed, until = printed_values(case, item), last_day(today, item.result.validity_years)
    values = letter_values(case, item, {}) | {
        "certificate_number": identifier,
        "values": [{"label": row.label.zh, "label_en": row.label.en, "text": row.text} for row in printed],
        "valid_from": chinese_date(today),
        "valid_to": chinese_date(until) if until else "长期",
    }
    url = check_url(reserved.code)
    pdf = compose_document(
        "certificate", item, values, body, identifier, url, dated=today, code=reserved.code, layout="certificate"
    )
    sealed = seal_pdf(pdf, body, item.result.label.zh)
    document = NewDocument(case.pk, "certificate", 1, identifier, reserved.code, sealed, body.code, now)
    holder = case.applicant
    return document, NewCertificate(
        identifier, item.code, item.result.label, holder.pk, holder.name, printed, today, until
    )


def printed_values(case: Case, item: Item) -> list[PrintedValue]:
    """The rows of the certificate, from what was handed in last."""
    handed_in = field_values(case, item)
    return [PrintedValue(label, handed_in[f"field_{code}"]) for label, code in item.result.fields]


def last_day(start: date, years: int | None) -> date | None:
    """The day before the same day `years` later (民法典 202: where that month has no such day, its last one)."""
    if years is None:
        return None
    try:
        end = start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)
    return date.fromordinal(end.toordinal() - 1)
