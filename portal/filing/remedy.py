"""The rights against a decision on the page of the case: applying for reconsideration, once and in time."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.channels import address, filing
from portal.filing.forms import mark_problems
from workflows.api import Actor, CaseView, Invalid, NotFound, RequestReconsideration, case_view, perform

LONGEST_KEY = 64


@dataclass(frozen=True)
class Remedy:
    """What of the right is left: until when it can be used, or when it was."""

    until: datetime
    requested_at: datetime | None

    @property
    def is_open(self) -> bool:
        """Whether it can be used now."""
        return self.requested_at is None and timezone.now() <= self.until


def remedy_of(view: CaseView) -> Remedy | None:
    """The right to reconsideration in this case; None where nothing went against the applicant."""
    if view.reconsideration_until is None:
        return None
    made = [event.at for event in view.events if event.verb == RequestReconsideration.code]
    return Remedy(view.reconsideration_until, made[0] if made else None)


@require_http_methods(["GET", "POST"])
@filing
def reconsideration(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Say what is asked for and why; afterwards the page says when it was sent, and to whom."""
    view = case_view(actor, case_id)
    remedy = remedy_of(view)
    if remedy is None:
        raise NotFound
    if request.method == "GET":
        return page(request, view, remedy, form_of())
    form = form_of(request.POST)
    key = f"reconsideration:{request.POST.get('key', '')[:LONGEST_KEY]}"
    try:
        perform(actor, RequestReconsideration(case_id, request.POST.get("text", "")), key=key)
    except Invalid as invalid:
        mark_problems(form, invalid.problems)
        return page(request, view, remedy, form, 422)
    return redirect(address(request, "reconsideration", case_id))


def form_of(data: Any = None) -> forms.Form:
    """One text; its length the command judges."""
    form = forms.Form(data, use_required_attribute=False)
    area = forms.Textarea(attrs={"rows": 10})
    text = _("Say what you ask for and why. It is passed on as you write it.")
    form.fields["text"] = forms.CharField(label=_("Your application"), help_text=text, widget=area)
    return form


def page(request: HttpRequest, view: CaseView, remedy: Remedy, form: forms.Form, status: int = 200) -> HttpResponse:
    """The page before and after."""
    context = {"case": view, "remedy": remedy, "form": form, "key": secrets.token_urlsafe(24)}
    return render(request, "filing/reconsideration.html", context, status=status)
