"""The form of a draft, group by group: it opens filled, says where each value came from, and saves itself."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from portal.channels import address, filing
from portal.filing.draft import language, next_page
from portal.filing.forms import as_shown, form_of, mark_problems, sent_values
from portal.filing.provenance import provenance
from portal.waiting import waiting_for
from workflows.api import Actor, CaseView, FieldView, FillIn, NotFound, Problem, case_view, field_kinds, perform


@require_http_methods(["GET", "POST"])
@filing
def form(request: HttpRequest, actor: Actor, case_id: UUID, group: str) -> HttpResponse:
    """One group of the form; what is typed is kept even where it is wrong."""
    view = case_view(actor, case_id)
    if group not in view.item.groups:
        raise NotFound
    if request.method == "POST":
        perform(actor, FillIn(case_id, sent_values(form_of(fields_of(view, group), request.POST, request.FILES))))
        view = case_view(actor, case_id)
        if "again" in request.POST:
            return redirect(f"{address(request, 'form', case_id, group)}#id_{request.POST['again'][:60]}-more")
        problems = list(problems_of(fields_of(view, group)))
        if problems and "go_on" in request.POST:
            return page(request, view, group, problems, 422)
        return redirect(
            next_page(request, view, group) if "go_on" in request.POST else address(request, "case", case_id)
        )
    return page(request, view, group, [p for p in problems_of(fields_of(view, group)) if p.code != "required"], 200)


@require_POST
@filing
def autosave(request: HttpRequest, actor: Actor, case_id: UUID, group: str) -> HttpResponse:
    """Keep what is typed so far; a value that is not finished is no error yet."""
    view = case_view(actor, case_id)
    perform(actor, FillIn(case_id, sent_values(form_of(fields_of(view, group), request.POST))))
    return JsonResponse({"saved": True})


def fields_of(view: CaseView, group: str) -> list[FieldView]:
    """The fields of a group that are asked for and open now."""
    return [field for field in view.fields if field.field.group == group and field.is_asked and field.is_open]


def problems_of(fields: list[FieldView]) -> list[Problem]:
    """What is wrong with the values of these fields."""
    return [field.problem for field in fields if field.problem is not None]


def page(request: HttpRequest, view: CaseView, group: str, problems: list[Problem], status: int) -> HttpResponse:
    """The page of one group."""
    fields = fields_of(view, group)
    shown = form_of(fields)
    if problems:
        shown = form_of(fields, as_sent(shown))
        mark_problems(shown, problems)
    context = {
        "case": view,
        "form": shown,
        "pairs": [(shown[field.field.code], provenance(request, view, field)) for field in fields],
        "was": [(name, as_shown(value)) for name, value in as_sent(shown).items()],
        "title": view.item.groups[group].text(language()),
        "autosave": address(request, "autosave", view.id, group),
        "has_errors": bool(problems),
        "has_files": any(field_kinds()[field.field.type].widget == "file" for field in fields),
        "waiting": waiting_for(view),
    }
    return render(request, "filing/form.html", context, status=status)


def as_sent(form: forms.Form) -> dict[str, Any]:
    """The values of an unbound form as a browser would send them."""
    return {name: form.get_initial_for_field(control, name) or "" for name, control in form.fields.items()}
