"""Checking everything once more and handing it in."""

import secrets
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal import wording
from portal.channels import address, filing
from portal.filing.draft import labels, language
from portal.filing.provenance import provenance
from portal.waiting import waiting_for
from workflows.api import Actor, CaseView, Invalid, Resubmit, Submit, case_view, field_kinds, perform

LONGEST_KEY = 64


@require_GET
@filing
def check(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """All answers and papers on one page, each with a link to change it."""
    return page(request, case_view(actor, case_id))


def page(request: HttpRequest, view: CaseView, invalid: Invalid | None = None, unsigned: bool = False) -> HttpResponse:
    """The page; where something is missing it names every point and answers 422."""
    names = labels(view)
    lines: list[dict[str, Any]] = [
        {
            "field": problem.field,
            "anchor": f"row-{problem.field}",
            "label": names[problem.field].text(language()) if problem.field in names else "",
            "text": wording.problem(problem.code, problem.params),
            "href": address(request, "case", problem.params["case"]) if problem.params.get("case") else "",
        }
        for problem in (invalid.problems if invalid else ())
    ]
    if unsigned:
        lines.append(
            {"field": "statement", "anchor": "id_statement", "text": _("Confirm that what you hand in is true.")}
        )
    context = {
        "case": view,
        "groups": [(label.text(language()), rows(request, view, group)) for group, label in view.item.groups.items()],
        "slots": view.slots,
        "lines": lines,
        # One key a page: a double click hands in once.
        "key": secrets.token_urlsafe(24),
        "papers_url": address(request, "papers", view.id),
        "unsigned": unsigned,
        "waiting": waiting_for(view),
    }
    return render(request, "filing/check.html", context, status=422 if lines else 200)


def rows(request: HttpRequest, view: CaseView, group: str) -> list[dict[str, Any]]:
    """The answers of one group."""
    found = []
    for field in view.fields:
        if field.field.group != group or not field.is_asked:
            continue
        shape = field_kinds()[field.field.type]
        value = "" if field.value is None else shape.show(field.value, field.field, language())
        href = address(request, "form", view.id, group) + f"#id_{field.field.code}" if field.is_open else ""
        code, label = field.field.code, field.field.label.text(language())
        about = provenance(request, view, field) if field.fact else None
        found.append({"id": f"row-{code}", "key": label, "value": value, "href": href, "provenance": about})
    return found


@require_POST
@filing
def submit(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Hand in; the second click finds the first one's answer."""
    view = case_view(actor, case_id)
    if request.POST.get("statement") != "yes":
        return page(request, view, unsigned=True)
    command = Resubmit(case_id) if view.state == "correction_due" else Submit(case_id)
    try:
        perform(actor, command, key=f"submit:{request.POST.get('key', '')[:LONGEST_KEY]}")
    except Invalid as invalid:
        return page(request, view, invalid)
    return redirect(address(request, "submitted", case_id))


@require_GET
@filing
def submitted(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """The receipt: the number, the QR code to the status page, the dates that the law now runs."""
    view = case_view(actor, case_id)
    if view.number is None or view.item.members:
        return redirect(address(request, "case", case_id))
    return render(
        request, "filing/submitted.html", {"case": view, "clock": view.clock("answer"), "waiting": waiting_for(view)}
    )
