"""What the documents of a case say: the values behind the placeholders of a pack's document texts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from workflows.cases.models import Case, Clock, Correction, Paper
from workflows.catalogue.fields import kinds
from workflows.catalogue.item import Item, Label
from workflows.law.clock import Reason
from workflows.law.wording import explain
from workflows.outcomes.codes import grouped
from workflows.outcomes.page import Issuer, chinese_date
from workflows.outcomes.records import decision_of
from workflows.people.organisation import body


def issuer(code: str) -> Issuer:
    """The body in whose name a document goes out."""
    found = body(code)
    return Issuer(found.code, Label(found.name_zh, found.name_en), found.uscc)


def status_url(case: Case) -> str:
    """The public status page behind the QR code of a receipt."""
    return f"{settings.ONEDOOR_URL}/s/{case.query_code}"


def check_url(code: str) -> str:
    """The public page that checks a document or certificate."""
    return f"{settings.ONEDOOR_URL}/check/{code}"


def day(moment: datetime | None) -> str:
    """A local day as official papers write it; empty for no moment."""
    return chinese_date(timezone.localtime(moment).date()) if moment else ""


def letter_values(case: Case, item: Item, payload: Mapping[str, Any]) -> dict[str, Any]:
    """Every value that a document text may ask for; a text takes those that it names."""
    values: dict[str, Any] = {
        "case_number": case.number or "",
        "query_code": grouped(case.query_code),
        "item": item.title.zh,
        "item_en": item.title.en,
        "applicant": case.applicant.name,
        "applicant_id": case.applicant.id_number,
        "body": issuer(item.body).name.zh,
        "body_en": issuer(item.body).name.en,
        "received_on": day(case.received_at),
        "accepted_on": day(case.accepted_at),
        "decided_on": day(case.decided_at),
        "deemed": "是" if case.is_deemed_accepted else "",
        "status_url": status_url(case),
        "today": day(timezone.now()),
        "rights": [{"text": item.rights.text.zh, "text_en": item.rights.text.en}],
        "bases": [{"text": f"《{basis.law.zh}》{basis.article}"} for basis in item.bases],
        "reasons": "",
    }
    return (
        values | paper_values(case, item) | clock_values(case) | field_values(case, item) | given(case, item, payload)
    )


def paper_values(case: Case, item: Item) -> dict[str, Any]:
    """The papers handed in, one line each."""
    rows = Paper.objects.filter(case=case, removed_at=None).order_by("added_at")
    names = {slot.code: slot.label for slot in item.slots}
    lines = [
        {"name": names[r.slot].zh, "name_en": names[r.slot].en, "pages": r.pages, "sha256": r.sha256[:16]} for r in rows
    ]
    return {"papers": lines, "paper_count": len(lines)}


def clock_values(case: Case) -> dict[str, Any]:
    """For each clock the last day, and the sentences that explain it."""
    values: dict[str, Any] = {}
    for code in ("answer", "correction", "legal", "promised", "delivery"):
        row = Clock.objects.filter(case=case, code=code).order_by("-started_at", "-pk").first()
        values[f"{code}_due"] = day(row.due_at) if row else ""
        reasons = [Reason(reason["code"], reason["params"]) for reason in row.reasons] if row else []
        for suffix, language in (("", "zh-hans"), ("_en", "en")):
            values[f"{code}_why{suffix}"] = explain(reasons, language) if reasons else ""
    return values


def field_values(case: Case, item: Item) -> dict[str, Any]:
    """What was handed in last, as the document shows it, under the codes of the fields."""
    last = case.submissions.order_by("-seq").first()
    handed_in = last.values if last else {}
    shown = {f.code: kinds()[f.type].show(handed_in[f.code], f, "zh-hans") for f in item.fields if f.code in handed_in}
    return {f"field_{field.code}": shown.get(field.code, "") for field in item.fields}


def given(case: Case, item: Item, payload: Mapping[str, Any]) -> dict[str, Any]:
    """What the clerk wrote: points of a correction, reasons and articles of an adverse act."""
    values: dict[str, Any] = {}
    notice = Correction.objects.filter(case=case).order_by("-seq").first()
    if notice is not None:
        labels = {f.code: f.label.zh for f in item.fields} | {s.code: s.label.zh for s in item.slots}
        values["points"] = [
            {"number": n, "name": labels[point["code"]], "why": point["why"]}
            for n, point in enumerate(notice.points, 1)
        ]
    decision = decision_of(case.pk)
    if decision is not None:
        values["reasons"] = decision.reasons
        if decision.bases:
            values["bases"] = [{"text": basis} for basis in decision.bases]
    if payload.get("reasons"):
        values |= {"reasons": payload["reasons"], "bases": [{"text": payload["basis"]}]}
    return values
