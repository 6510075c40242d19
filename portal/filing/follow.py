"""Following a case: how it stands in plain words, its dates and why, its documents, and the proof of each step."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from ledger import api as ledger
from portal import stages
from portal.channels import address, channel_of, filing
from portal.filing.remedy import remedy_of
from portal.filing.remind import may_remind
from portal.filing.standing import now_doing, phases, running_day
from portal.waiting import waiting_for
from workflows.api import (
    Actor,
    CaseView,
    ClockView,
    NotFound,
    Withdraw,
    bodies,
    case_view,
    document_pdf,
    explain,
    looks,
    perform,
    rest_of,
)


@dataclass(frozen=True)
class Step:
    """One line of the timeline."""

    title: str
    at: datetime | None
    who: str
    text: str
    state: str
    entry: UUID | None


def status_page(request: HttpRequest, actor: Actor, view: CaseView) -> HttpResponse:
    """The page of a case that was handed in."""
    language = get_language() or "zh-hans"
    context = {
        "case": view,
        "headline": stages.headline_of(view),
        "phases": phases(view),
        "doing": now_doing(view, language),
        "day": running_day(view),
        "timeline": list(reversed(behind(view, language))),
        "clocks": [dated(clock, language) for clock in view.clocks if clock.stopped_at is None],
        "past_clocks": [dated(clock, language) for clock in view.clocks if clock.stopped_at is not None],
        "documents": [(document, stages.document_name(document.kind)) for document in view.documents],
        "may_remind": may_remind(actor, view.id),
        "rest": rest_of(view.id),
        "may_withdraw": view.state in ("received", "correction_due", "accepted"),
        "remedy": remedy_of(view),
        "waiting": waiting_for(view),
        "body": bodies()[view.item.body],
        "record": ledger.state(),
        "is_own": channel_of(request).code != "hall",
    }
    return render(request, "filing/status.html", context)


def dated(clock: ClockView, language: str) -> dict[str, Any]:
    """One deadline with its sentences."""
    return {
        "label": stages.clock_name(clock.code),
        "day": clock.due_at,
        "colour": clock.lamp,
        "reasons": [explain(clock.reasons, language)],
        "provisional": clock.is_provisional,
        "stopped_at": clock.stopped_at,
    }


def behind(view: CaseView, language: str) -> list[Step]:
    """What happened, oldest first, in plain words; who of the staff did it stays with the body."""
    names = bodies()
    found = []
    for event in view.events:
        title = stages.event_name(event.verb, event.params)
        if not title:
            continue
        who = names[event.body].name(language) if event.body in names else ""
        step = view.item.steps.get(event.params.get("element", ""))
        text = step.label.text(language) if step and event.verb not in ("accept", "ask_correction", "decide") else ""
        bad = "bad" if event.verb in ("not_accept",) or event.to_state == "refused" else ""
        found.append(Step(title, event.at, who, text, bad, event.entry))
    return found


@require_GET
@filing
def document(request: HttpRequest, actor: Actor, case_id: UUID, number: int) -> HttpResponse:
    """A sealed document, byte for byte."""
    view = case_view(actor, case_id)
    found = next((each for each in view.documents if each.id == number), None)
    if found is None:
        raise NotFound
    name = f"{found.kind}-{view.query_code}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(document_pdf(found.id), content_type="application/pdf", headers=headers)


@require_GET
@filing
def proof(request: HttpRequest, actor: Actor, case_id: UUID, entry: UUID) -> HttpResponse:
    """The proof file of one step, to be checked by anybody with `python -m ledger.verify`, without us."""
    view = case_view(actor, case_id)
    if entry not in {event.entry for event in view.events} and not is_look(actor, case_id, entry):
        raise NotFound
    found = ledger.prove(entry)
    if not isinstance(found, dict):
        return render(request, "filing/proof_waiting.html", {"case": view, "waiting": found}, status=202)
    headers = {"Content-Disposition": f'attachment; filename="proof-{entry}.json"', "Cache-Control": "no-store"}
    return HttpResponse(
        json.dumps(found, ensure_ascii=False, indent=1), content_type="application/json", headers=headers
    )


def is_look(actor: Actor, case_id: UUID, entry: UUID) -> bool:
    """Whether the entry tells of a look at the applicant's own case."""
    return actor.kind == "citizen" and entry in {look.entry for look in looks(actor, case_id)}


@require_http_methods(["GET", "POST"])
@filing
def withdraw(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Withdraw after one question."""
    view = case_view(actor, case_id)
    if request.method == "POST":
        perform(actor, Withdraw(case_id, request.POST.get("reason", "")[:2000]))
        return redirect(address(request, "case", case_id))
    return render(request, "filing/withdraw.html", {"case": view})
