"""The papers of an act on a certificate: its letter, and the certificate that takes the old one's place."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from workflows.cases.letters import check_url, issuer, last_day, letter_values, on
from workflows.cases.models import Case, WrittenAct
from workflows.catalogue.item import Item
from workflows.catalogue.publish import item as item_of
from workflows.law.label import Label
from workflows.outcomes import elicence
from workflows.outcomes.acts import ACTS, Deed
from workflows.outcomes.documents import compose_document
from workflows.outcomes.issuing import NewCertificate, NewDocument, PrintedValue
from workflows.outcomes.models import Certificate
from workflows.outcomes.numbers import reserve
from workflows.outcomes.seal import seal_pdf

REPLACING = ("change", "renew", "correct")


@dataclass(frozen=True)
class Made:
    """A new certificate with its own sealed paper."""

    certificate: NewCertificate
    paper: NewDocument


def made(act: WrittenAct) -> Made | None:
    """The certificate that takes the old one's place, with its next version; None for an act that makes none."""
    if act.params["act"] not in REPLACING:
        return None
    item = item_of(act.case.pack)
    old = Certificate.objects.get(number=act.params["certificate"])
    identifier = str(elicence.parse(old.number).next_version())
    begins = date.fromisoformat(act.params["from_on"])
    until = last_day(begins, item.result.validity_years) if act.params["act"] == "renew" else old.valid_to
    printed = printed_anew(old, act.params.get("values", {}))
    values = {"number": identifier, "rows": rows_of(printed)} | on(begins, "valid_from") | on(until, "valid_to")
    paper = _sealed(act, item, "certificate", item.result.template, values, identifier, "certificate")
    title = Label(old.title_zh, old.title_en)
    new = NewCertificate(identifier, item.code, title, old.holder, old.holder_name, printed, begins, until)
    return Made(new, paper)


def printed_anew(old: Certificate, values: dict[str, str]) -> list[PrintedValue]:
    """The rows of the old certificate with the new values, by their Chinese labels."""
    return [PrintedValue(Label(**row["label"]), values.get(row["label"]["zh"], row["text"])) for row in old.values]


def rows_of(printed: Sequence[PrintedValue]) -> list[dict[str, str]]:
    """The rows of a certificate as document texts ask for them."""
    return [{"zh": row.label.zh, "en": row.label.en, "text": row.text} for row in printed]


def letter_of(act: WrittenAct, new: Made | None) -> Deed:
    """The deed with its sealed letter."""
    item, old = item_of(act.case.pack), Certificate.objects.get(number=act.params["certificate"])
    begins = date.fromisoformat(act.params["from_on"])
    values = {
        "holder": old.holder_name,
        "title": old.title_zh,
        "certificate_number": old.number,
        "new_number": new.certificate.number if new else "",
        "rows": rows_of(new.certificate.values) if new else [],
        "reasons": act.reasons,
        "bases": list(act.bases),
        "rights": [right[language] for right in act.rights for language in ("zh", "en")],
        "compensation": act.params.get("compensation", ""),
        **on(begins, "from_on"),
        **on(new.certificate.valid_to if new else None, "valid_to"),
    }
    kind = ACTS[act.params["act"]].kind
    document = _sealed(act, item, kind, kind, values, "", None)
    return Deed(old.number, document, act.person, begins)


def _sealed(
    act: WrittenAct, item: Item, kind: str, template: str, values: dict[str, Any], number: str, layout: Any
) -> NewDocument:
    """One rendered and sealed paper of the act, with the number that stays its own however often this is tried."""
    case: Case = act.case
    body, today = issuer(act.body), timezone.localdate(act.at)
    reserved = reserve(case=case.pk, kind=kind, seq=act.seq, body=body.code, year=today.year)
    number = number or reserved.printed(body.name.zh, kind)
    everything = letter_values(case, item, kind, body, act.at, {"seq": act.seq}) | values
    pdf = compose_document(
        template, item, everything, body, number, check_url(reserved.code), dated=today, code=reserved.code,
        layout=layout,
    )  # fmt: skip
    sealed = seal_pdf(pdf, body, item.result.label.zh)
    return NewDocument(case.pk, kind, act.seq, number, reserved.code, sealed, body.code, timezone.now())
