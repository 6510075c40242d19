"""The form of a draft, group by group: it opens filled, says where each value came from, and saves itself."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from portal import wording
from portal.channels import address, filing
from portal.filing.draft import language, next_page
from portal.filing.forms import form_of, mark_problems, sent_values
from workflows.api import Actor, CaseView, FieldView, FillIn, NotFound, Problem, case_view, field_kinds, perform


@require_http_methods(["GET", "POST"])
@filing
def form(request: HttpRequest, actor: Actor, case_id: UUID, group: str) -> HttpResponse:
    """One group of the form; what is typed is kept even where it is wrong."""
    view = case_view(actor, case_id)
    if group not in view.item.groups:
        raise NotFound
    if request.method == "POST":
        perform(actor, FillIn(case_id, sent_values(form_of(fields_of(view, group), request.POST))))
        view = case_view(actor, case_id)
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
        "title": view.item.groups[group].text(language()),
        "autosave": address(request, "autosave", view.id, group),
        "has_errors": bool(problems),
    }
    return render(request, "filing/form.html", context, status=status)


def as_sent(form: forms.Form) -> dict[str, Any]:
    """The values of an unbound form as a browser would send them."""
    return {name: form.get_initial_for_field(control, name) or "" for name, control in form.fields.items()}


def provenance(request: HttpRequest, view: CaseView, field: FieldView) -> dict[str, Any] | None:
    """Where the value came from, in words and as a picture of the place; None where nothing is known."""
    fact = field.fact
    if fact is None:
        return missing(field)
    source: dict[str, Any] = {"status": "typed" if fact.source == "typed" else fact.status, "notes": []}
    if fact.source == "account":
        source["notes"].append(_("From your account."))
    if fact.source == "paper" and field.paper is not None:
        source |= {"paper": slot_label(view, field.paper.slot), "page": fact.page, "raw": fact.raw}
        if fact.quad:
            source["crop_url"] = address(request, "crop", view.id, field.field.code) + f"?{fact.order}"
    shape = field_kinds()[field.field.type]
    for other in field.differing:
        text = shape.show(other.value, field.field, language())
        where = wording.source(other.source)
        source["notes"].append(_("%(source)s says “%(value)s”.") % {"source": where, "value": text})
    source["notes"] += [
        _("%(source)s says the same.") % {"source": wording.source(each.source)} for each in field.confirmed_by[:1]
    ]
    return source


def missing(field: FieldView) -> dict[str, Any] | None:
    """Said only of fields that a paper could have filled."""
    return {"status": "missing", "notes": []} if field.is_fillable and field.has_paper else None


def slot_label(view: CaseView, code: str) -> str:
    """What a paper is called."""
    slot = view.item.slot(code)
    return slot.label.text(language()) if slot else code
