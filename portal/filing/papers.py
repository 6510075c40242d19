"""The papers of a draft: uploaded, read while one waits, shown with what was read."""

from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from ocr import api as ocr
from portal import wording
from portal.channels import address, filing
from portal.filing.draft import language, next_page
from portal.waiting import waiting_for
from workflows.api import (
    Actor,
    AttachPaper,
    CaseView,
    Conflict,
    Invalid,
    NotFound,
    PaperView,
    RemovePaper,
    case_view,
    must_have_room,
    perform,
)

LONGEST_NAME = 255
WIDTH_PX = 1000


@require_GET
@filing
def papers(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """One card a paper that the guide asks for."""
    return page(request, case_view(actor, case_id))


def page(request: HttpRequest, view: CaseView, errors: dict[str, list[str]] | None = None) -> HttpResponse:
    """The page; with errors it answers 422."""
    errors = errors or {}
    cards = [card(request, view, slot, errors.get(slot.slot.code, [])) for slot in view.slots if slot.is_open]
    lines = [{"field": code, "anchor": f"id_{code}", "text": text} for code, texts in errors.items() for text in texts]
    context = {"cards": cards, "lines": lines, "waiting": waiting_for(view), **onward(request, view)}
    context["largest_bytes"] = ocr.LIMIT_BYTES
    return render(request, "filing/papers.html", context, status=422 if errors else 200)


def onward(request: HttpRequest, view: CaseView) -> dict[str, Any]:
    """Where it goes from here, and whether every paper that is required lies there."""
    return {
        "case": view,
        "onward": next_page(request, view),
        "is_complete": all(slot.papers or not slot.is_required for slot in view.slots if slot.is_open),
    }


def card(request: HttpRequest, view: CaseView, slot: Any, errors: list[str]) -> dict[str, Any]:
    """What one card shows."""
    return {
        "code": slot.slot.code,
        "label": slot.slot.label.text(language()),
        "why": slot.slot.why.text(language()) if slot.slot.why else "",
        "help": slot.slot.help.text(language()) if slot.slot.help else "",
        "is_required": slot.is_required,
        "action": address(request, "upload", view.id),
        "errors": errors,
        "papers": [shown(request, view, paper) for paper in slot.papers],
    }


def shown(request: HttpRequest, view: CaseView, paper: PaperView) -> dict[str, Any]:
    """One paper with its pages, its progress and what is to be said about it."""
    return {
        "paper": paper,
        "material": wording.material(paper.material),
        "pages": [address(request, "page_image", view.id, paper.id, n) for n in range(1, min(paper.pages, 6) + 1)],
        "remarks": [wording.remark(each["code"], each["params"]) for each in paper.warnings],
        "bar": f"bar-{paper.id}",
        "is_reading": paper.stage in ("stored", "reading"),
        "progress_url": address(request, "progress", view.id, paper.id),
        "remove_url": address(request, "remove", view.id, paper.id),
    }


@require_POST
@filing
def upload(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Take a file: what cannot be used is said at once, in words."""
    view, slot, file = case_view(actor, case_id), request.POST.get("slot", ""), request.FILES.get("file")
    if file is None:
        return page(request, view, {slot: [_("Choose a file first.")]})
    if view.state not in ("draft", "correction_due"):
        # Before the bytes are kept, which nobody could take out again.
        raise Conflict(f"state_{view.state}", when=view.changed_at)
    try:
        must_have_room(view.applicant, slot, timezone.now())
        document = ocr.store(file.read(), file.name or "")
        perform(actor, AttachPaper(case_id, slot, document, (file.name or "")[:LONGEST_NAME]))
    except ocr.Rejected as rejected:
        return page(request, view, {slot: [wording.rejected(rejected.code, rejected.params)]})
    except Invalid as invalid:
        return page(request, view, {slot: [wording.problem(p.code, p.params) for p in invalid.problems]})
    return redirect(address(request, "papers", case_id) + f"#paper-{slot}")


@require_POST
@filing
def remove(request: HttpRequest, actor: Actor, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """Take a paper out."""
    perform(actor, RemovePaper(case_id, paper_id))
    return redirect(address(request, "papers", case_id))


@require_GET
@filing
def progress(request: HttpRequest, actor: Actor, case_id: UUID, paper_id: UUID) -> HttpResponse:
    """The card's fragment while a paper is being read; it asks for itself again until it is done."""
    view = case_view(actor, case_id)
    context = {"entry": shown(request, view, one(view, paper_id)), **onward(request, view)}
    response = render(request, "filing/progress.html", context)
    response["Cache-Control"] = "no-store"
    return response


@require_GET
@filing
def page_image(request: HttpRequest, actor: Actor, case_id: UUID, paper_id: UUID, number: int) -> HttpResponse:
    """A page of a paper as a picture, without the camera's data about place and time."""
    paper = one(case_view(actor, case_id), paper_id)
    if not 1 <= number <= paper.pages:
        raise NotFound
    try:
        data, media_type = ocr.page_image(paper.sha256, number, WIDTH_PX)
    except ocr.Rejected as undrawable:
        raise NotFound from undrawable
    return HttpResponse(data, content_type=media_type)


@require_GET
@filing
def crop(request: HttpRequest, actor: Actor, case_id: UUID, field: str) -> HttpResponse:
    """The place on the paper from which a field was read."""
    view = case_view(actor, case_id)
    found = next((each for each in view.fields if each.field.code == field), None)
    if found is None or found.fact is None or not found.fact.quad or not found.fact.page:
        raise NotFound
    quad = cast(ocr.Quad, found.fact.quad)
    picture = ocr.crop(found.fact.document_sha256, found.fact.page, quad)
    return HttpResponse(picture, content_type="image/png")


def one(view: CaseView, paper_id: UUID) -> PaperView:
    """The paper of this case. Raises NotFound."""
    for slot in view.slots:
        for paper in slot.papers:
            if paper.id == paper_id:
                return paper
    raise NotFound
