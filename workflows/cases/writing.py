"""Renders and seals one document of a case; slow, so never under a lock."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone

from workflows.cases.letters import check_url, issuer, letter_values, status_url
from workflows.cases.models import Case
from workflows.catalogue.publish import item as item_of
from workflows.outcomes.documents import compose_document
from workflows.outcomes.issuing import NewDocument
from workflows.outcomes.numbers import reserve
from workflows.outcomes.seal import seal_pdf


def write(case: Case, kind: str, payload: Mapping[str, Any]) -> NewDocument:
    """The sealed document of this kind, with the number that stays its own however often this is tried.

    `at` of the payload is the moment of the event that it is about, ISO.
    """
    item, moment = item_of(case.pack), datetime.fromisoformat(payload["at"])
    body = issuer(payload.get("body") or item.body)
    seq, today = int(payload.get("seq", 1)), timezone.localdate(moment)
    reserved = reserve(case=case.pk, kind=kind, seq=seq, body=body.code, year=today.year)
    number = reserved.printed(body.name.zh, kind)
    url = status_url(case) if kind == "receipt" else check_url(reserved.code)
    values = letter_values(case, item, kind, body, moment, payload)
    pdf = compose_document(kind, item, values, body, number, url, dated=today, code=reserved.code)
    sealed = seal_pdf(pdf, body, item.title.zh)
    return NewDocument(case.pk, kind, seq, number, reserved.code, sealed, body.code, timezone.now())


def decided_at(case: Case) -> str:
    """The moment of the decision, ISO: the day that its letter bears."""
    return (case.decided_at or timezone.now()).isoformat()
