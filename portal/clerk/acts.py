"""The head's page of a case: every act in writing that law and standing allow now, each with its own form."""

import secrets
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal.access import actor_of, clerk_required
from portal.clerk.actforms import FORMS, ActForm
from portal.filing.forms import mark_problems
from workflows.api import ActsView, Invalid, NotFound, acts_view, perform

LONGEST_KEY = 40
Sent = tuple[str, Invalid] | None


@require_GET
@clerk_required
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The acts that are open now."""
    return page(request, acts_view(actor_of(request), case_id), None)


@require_POST
@clerk_required
def act(request: HttpRequest, case_id: UUID, verb: str) -> HttpResponse:
    """Do one act; what is missing is said beside its form, and nothing typed is lost."""
    view = acts_view(actor_of(request), case_id)
    make: Callable[..., ActForm] | None = FORMS.get(verb)
    if make is None:
        raise NotFound
    form = make(verb, view, request.POST)
    form.is_valid()
    try:
        key = f"{verb}:{request.POST.get('key', '')[:LONGEST_KEY]}"
        perform(actor_of(request), form.command(), key)
    except Invalid as invalid:
        return page(request, view, (verb, invalid))
    messages.success(request, _("Done. The notice goes to the applicant in a few seconds."))
    return redirect("acts", case_id)


def page(request: HttpRequest, view: ActsView, sent: Sent) -> HttpResponse:
    """The page; the form that was sent stands open with its problems."""
    forms: list[dict[str, Any]] = []
    for verb in view.verbs:
        is_sent = sent is not None and sent[0] == verb
        form = FORMS[verb](verb, view, request.POST if is_sent else None)
        if sent is not None and is_sent:
            mark_problems(form, sent[1].problems)
        forms.append({"verb": verb, "form": form, "is_open": is_sent, "title": form.title, "hint": form.hint})
    context = {"view": view, "forms": forms, "key": secrets.token_urlsafe(24)}
    return render(request, "clerk/acts.html", context, status=422 if sent else 200)
