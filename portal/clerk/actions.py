"""One page for each thing that may be done with a running task or case beside finishing it; only what is offered."""

import secrets
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from portal.access import actor_of, clerk_required
from portal.clerk.actionwords import field_words, words
from portal.clerk.forms import asked, language, long_text
from portal.filing.forms import mark_problems
from workflows.api import ActionView, Invalid, NotFound, case_actions, command_of, perform, task_actions

LONGEST_KEY = 40


class ActionForm(forms.Form):
    """Asks for the fields of one action, whatever it is: choices as radios, a day, or a text."""

    def __init__(self, action: ActionView, data: Any = None) -> None:
        super().__init__(data, use_required_attribute=False)
        for name in action.asks:
            self.fields[name] = control(action, name)


def control(action: ActionView, name: str) -> forms.Field:
    """The control for one field."""
    label, hint = field_words(action.code, name)
    if name in action.choices:
        choices = [(choice.value, choice.label.text(language())) for choice in action.choices[name]]
        return asked(forms.ChoiceField(label=label, help_text=hint, choices=choices, widget=forms.RadioSelect))
    if name == "due_on":
        day = forms.TextInput(attrs={"autocomplete": "off"})
        return asked(forms.CharField(label=label, help_text=hint, max_length=10, widget=day))
    return long_text(label, hint)


def links(actions: tuple[ActionView, ...]) -> list[dict[str, str]]:
    """What the page of a task or case shows of each action."""
    return [{"code": action.code, "label": words(action.code).button} for action in actions]


@require_http_methods(["GET", "POST"])
@clerk_required
def on_task(request: HttpRequest, task_id: UUID, code: str) -> HttpResponse:
    """Ask, and do it."""
    return answer(request, task_actions(actor_of(request), task_id), code, task_id)


@require_http_methods(["GET", "POST"])
@clerk_required
def on_case(request: HttpRequest, case_id: UUID, code: str) -> HttpResponse:
    """The same for a whole case."""
    return answer(request, case_actions(actor_of(request), case_id), code, case_id)


def answer(request: HttpRequest, actions: tuple[ActionView, ...], code: str, about: UUID) -> HttpResponse:
    """The page of one action; a form that was sent while the action went away is still told who was first and when."""
    offered = next((action for action in actions if action.code == code), None)
    if request.method == "POST":
        sent = {name: value for name, value in request.POST.items() if isinstance(value, str)}
        try:
            perform(actor_of(request), command_of(code, about, sent), f"{code}:{sent.get('key', '')[:LONGEST_KEY]}")
        except Invalid as invalid:
            if offered is None:
                raise
            form = ActionForm(offered, request.POST)
            mark_problems(form, invalid.problems)
            return shown(request, offered, form, 422)
        messages.success(request, words(code).done)
        return redirect(back_of(request))
    if offered is None:
        raise NotFound
    return shown(request, offered, ActionForm(offered), 200)


def shown(request: HttpRequest, action: ActionView, form: ActionForm, status: int) -> HttpResponse:
    """The page with its form."""
    context = {"words": words(action.code), "form": form, "key": secrets.token_urlsafe(24), "back": back_of(request)}
    return render(request, "clerk/action.html", context, status=status)


def back_of(request: HttpRequest) -> str:
    """Where one came from: an overseer to the case, a clerk to the inbox."""
    try:
        return reverse("overseen", args=[UUID(request.GET.get("case", ""))])
    except ValueError:
        return reverse("inbox")
