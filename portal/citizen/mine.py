"""A citizen's own page: messages and cases."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from portal.access import actor_of, citizen_required
from portal.waiting import waiting_for
from workflows.api import mark_read, my_cases, notice_text, notices


@require_GET
@citizen_required
def cases(request: HttpRequest) -> HttpResponse:
    """My cases, with what is new; looking at the messages makes them read."""
    actor, language = actor_of(request), get_language() or "zh-hans"
    person = actor.person
    told = notices(person, 20) if person else ()
    shown = [
        {"text": notice_text(n.code, n.params, language), "at": n.at, "is_read": n.is_read, "case": n.case}
        for n in told
    ]
    new = [notice for notice in shown if not notice["is_read"]]
    context = {
        "cases": my_cases(actor),
        # What is new stands open; the rest is folded away.
        "new": new,
        "earlier": [notice for notice in shown if notice["is_read"]],
        "waiting": waiting_for(),
    }
    response = render(request, "citizen/cases.html", context)
    if person and any(not notice.is_read for notice in told):
        mark_read(person, timezone.now())
    return response
