"""A bundle that was handed in: how each of its services stands, what it waits for, and the date of a joint visit."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal import stages, wording
from portal.channels import address, filing
from portal.filing.follow import dated
from portal.waiting import waiting_for
from workflows.api import (
    Actor,
    CaseView,
    ChooseVisit,
    Invalid,
    MemberView,
    NotFound,
    Problem,
    bodies,
    bundle_view,
    case_view,
    perform,
)

STANDINGS = {"waiting": "grey", "dropped": "grey"}


def bundle_page(request: HttpRequest, actor: Actor, view: CaseView, problems: tuple[Problem, ...] = ()) -> HttpResponse:
    """One page for all services of the bundle; what is wrong with a choice stands on top, with 422."""
    found = bundle_view(actor, view.id)
    context = {
        "case": view,
        "bundle": found,
        "headline": stages.headline(view.state),
        "members": [member_card(one) for one in found.asked],
        "visits": [one for one in found.visits if one.is_open or one.chosen_at],
        "may_withdraw": view.state in ("open", "partly_finished"),
        "body": bodies()[view.item.body],
        "waiting": waiting_for(view),
        "lines": [{"field": "", "text": wording.problem(one.code, one.params)} for one in problems],
    }
    return render(request, "filing/bundle.html", context, status=422 if problems else 200)


def member_card(one: MemberView) -> dict[str, Any]:
    """One service: how it stands in words and colour, why, and its dates."""
    language = get_language() or "zh-hans"
    return {
        "member": one,
        "headline": standing(one, language),
        "clocks": [dated(clock, language) for clock in one.clocks],
    }


def standing(one: MemberView, language: str) -> dict[str, str]:
    """The words, the colour and the reason."""
    if one.standing == "waiting" and not one.needs_you:
        names = _(", ").join(label.text(language) for label in one.waits_for)
        text = _("It begins by itself once this is granted: %(names)s. Its time does not run yet.") % {"names": names}
        return {"label": _("Waiting"), "colour": "grey", "text": text}
    if one.standing == "dropped":
        names = _(", ").join(label.text(language) for label in one.lost_to)
        text = _("It needs what was not granted: %(names)s.") % {"names": names} if names else ""
        return {"label": _("Not begun"), "colour": "grey", "text": text}
    if one.needs_you:
        text = _("Something is missing that only you can add.")
        return {"label": _("Waiting for you"), "colour": "orange", "text": text}
    if one.state == "finished" and one.outcome:
        return {**stages.headline(one.outcome), "text": str(stages.STATES["finished"][2])}
    return stages.headline(one.state)


@require_POST
@filing
def choose(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Choose the date of a joint visit."""
    view = case_view(actor, case_id)
    if not view.item.members:
        raise NotFound
    try:
        moment = parse_datetime(request.POST.get("moment", ""))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        return bundle_page(request, actor, view, (Problem("moment", "not_offered"),))
    try:
        perform(actor, ChooseVisit(case_id, request.POST.get("visit", ""), moment))
    except Invalid as invalid:
        return bundle_page(request, actor, view, invalid.problems)
    messages.success(request, _("The date is set. All who come have been told."))
    return redirect(address(request, "case", case_id))
