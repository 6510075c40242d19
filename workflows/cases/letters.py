"""What the documents of a case say: the values behind the placeholders of a pack's document texts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils import timezone

from workflows.cases.models import Case, Clock, Correction, Fact, Paper, WrittenAct
from workflows.catalogue.fields import kinds
from workflows.catalogue.item import Item, Label
from workflows.law.clock import Reason
from workflows.law.dates import long_date
from workflows.law.wording import PROCEDURES, explain
from workflows.outcomes.codes import grouped
from workflows.outcomes.page import Issuer
from workflows.outcomes.qr import svg_uri
from workflows.outcomes.records import decision_of
from workflows.people.organisation import body
from workflows.people.persons import name_of

CHANNELS = {
    "web": Label("网上", "the portal"),
    "hall": Label("政务大厅窗口", "the counter"),
    "api": Label("部门系统", "a department's system"),
}


def issuer(code: str) -> Issuer:
    """The body in whose name a document goes out."""
    found = body(code)
    return Issuer(found.code, Label(found.name_zh, found.name_en), found.uscc)


def status_url(case: Case) -> str:
    """The public status page behind the QR code of a receipt."""
    return f"{settings.ONEDOOR_URL}/s/{case.query_code}/"


def status_qr_uri(query_code: str) -> str:
    """The QR code of a case's public status page, as a data: address."""
    return svg_uri(f"{settings.ONEDOOR_URL}/s/{query_code}/")


def check_url(code: str) -> str:
    """The public page that checks a document or certificate."""
    return f"{settings.ONEDOOR_URL}/check/{code}/"


def on(moment: datetime | date | None, name: str) -> dict[str, str]:
    """A local day in both languages, as `name` and `name_en`; empty for none."""
    if moment is None:
        return {name: "", f"{name}_en": ""}
    local = timezone.localdate(moment) if isinstance(moment, datetime) else moment
    return {name: long_date(local, "zh-hans"), f"{name}_en": long_date(local, "en")}


SPOKEN_OF: Mapping[str, tuple[str, ...]] = {
    "receipt": ("answer",),
    "acceptance_notice": ("legal", "promised"),
    "correction_notice": ("correction",),
    "extension_notice": ("legal",),
    "stop_notice": ("legal", "promised"),
    "resume_notice": ("legal", "promised"),
    "reopening_notice": ("legal", "promised"),
}
"""The clocks that a document tells, by its kind."""


def letter_values(
    case: Case, item: Item, kind: str, signer: Issuer, moment: datetime, payload: Mapping[str, Any]
) -> dict[str, Any]:
    """Every value that a document text may ask for; a text takes those that it names.

    A document speaks of the moment of its event, however late it is written.
    """
    handed_in = case.submissions.filter(at__lte=moment).order_by("-seq").first()
    received = timezone.localtime(handed_in.at if handed_in else case.received_at)
    channel = CHANNELS.get(handed_in.channel if handed_in else case.channel, CHANNELS["web"])
    day = timezone.localdate(moment)
    values: dict[str, Any] = {
        "applicant": case.applicant.name,
        "item": item.title.zh,
        "item_en": item.title.en,
        "case_number": case.number or "",
        "query_code": grouped(case.query_code),
        "body": signer.name.zh,
        "body_en": signer.name.en,
        "channel": channel.zh,
        "channel_en": channel.en,
        "assisted_by": name_of(case.assisted_by_id),
        "is_deemed": "是" if case.is_deemed_accepted else "",
        "papers": paper_lines(case, item, handed_in.papers if handed_in else {}),
        "result": item.result.label.zh,
        "result_en": item.result.label.en,
        "rights": [item.rights.text.zh, item.rights.text.en],
        **on(day, "dated_on"),
        **on(last_day(day, item.result.validity_years), "valid_to"),
        **on(received, "received_on"),
        **on(case.accepted_at, "accepted_on"),
    }
    values |= {
        name: f"{values[name.replace('_at', '_on')]} {received:%H:%M}" for name in ("received_at", "received_at_en")
    }
    return values | deadlines(case, item, kind, moment) | printed(case, item) | written(case, item, payload)


def paper_lines(case: Case, item: Item, papers: Mapping[str, list[str]]) -> list[str]:
    """The papers that were handed in, one line each, with the digest by which each can be told from any other."""
    pages = dict(Paper.objects.filter(case=case).values_list("sha256", "pages"))
    names = {slot.code: slot.label.zh for slot in item.slots}
    return [
        f"{names[slot]}（{pages[sha256]}页，SHA-256 {sha256[:12]}…）"
        for slot, digests in papers.items()
        for sha256 in digests
    ]


def deadlines(case: Case, item: Item, kind: str, moment: datetime) -> dict[str, Any]:
    """The limits that the document tells, each with its last day and how that day was counted."""
    found, values = [], on(None, "answer_by")
    rows = Clock.objects.filter(case=case, code__in=SPOKEN_OF.get(kind, ()), started_at__lte=moment).order_by("pk")
    for row in sorted({row.code: row for row in rows}.values(), key=lambda row: row.due_at):
        limit = item.limits.get(row.code)
        name = limit.label if limit and limit.label else Label(row.code, row.code)
        reasons = [Reason(reason["code"], reason["params"]) for reason in row.reasons]
        explained = {"explanation": explain(reasons, "zh-hans"), "explanation_en": explain(reasons, "en")}
        found.append({"label": name.zh, "label_en": name.en, **on(row.due_at, "due_on"), **explained})
        if row.code == "correction":
            values = on(row.due_at, "answer_by")
    return {"deadlines": found, **values}


def printed(case: Case, item: Item) -> dict[str, Any]:
    """The rows of the certificate, from what was handed in last."""
    return {"rows": [{"zh": label.zh, "en": label.en, "text": text} for label, text in printed_values(case, item)]}


def printed_values(case: Case, item: Item) -> list[tuple[Label, str]]:
    """Each label of the result with the value of its field, as the certificate shows it."""
    last = case.submissions.order_by("-seq").first()
    handed_in: dict[str, Any] = dict(last.values) if last else {}
    born = Fact.objects.filter(case=case, source=Fact.Source.BODY).order_by("pk")
    handed_in |= dict(born.values_list("field", "value"))
    found = []
    for label, code in item.result.fields:
        field, value = item.field(code), handed_in.get(code)
        shown = "" if field is None or value is None else kinds()[field.type].show(value, field, "zh-hans")
        found.append((label, shown))
    return found


def written(case: Case, item: Item, payload: Mapping[str, Any]) -> dict[str, Any]:
    """What a clerk wrote: points of a correction, reasons and articles of an act."""
    values: dict[str, Any] = {"points": points(case, item), "reasons": "", "bases": []}
    decision = decision_of(case.pk)
    if decision is not None:
        values |= {"reasons": decision.reasons, "bases": list(decision.bases)}
    act = WrittenAct.objects.filter(case=case, seq=payload.get("seq", 0)).first()
    return values | told_in(act) if act else values


def told_in(act: WrittenAct) -> dict[str, Any]:
    """What the row of an act in writing brings to its letter."""
    procedure = act.params.get("procedure", "")
    name = PROCEDURES.get(procedure, Label(procedure, procedure))
    until = act.params.get("until_on")
    return {
        "reasons": act.reasons,
        "bases": list(act.bases),
        "procedure": name.zh,
        "procedure_en": name.en,
        **on(date.fromisoformat(until) if until else None, "until_on"),
    }


def points(case: Case, item: Item) -> list[dict[str, str]]:
    """The points of the last correction notice."""
    notice = Correction.objects.filter(case=case).order_by("-seq").first()
    labels = {field.code: field.label for field in item.fields} | {slot.code: slot.label for slot in item.slots}
    return [
        {"label": labels[point["code"]].zh, "label_en": labels[point["code"]].en, "why": point["why"]}
        for point in (notice.points if notice else [])
    ]


def last_day(start: date, years: int | None) -> date | None:
    """The day before the same day `years` later (民法典 202: where that month has no such day, its last one)."""
    if years is None:
        return None
    try:
        end = start.replace(year=start.year + years)
    except ValueError:
        return start.replace(year=start.year + years, day=28)
    return date.fromordinal(end.toordinal() - 1)
