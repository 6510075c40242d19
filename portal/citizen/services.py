"""Finding a service item and reading its guide."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from portal.channels import filing
from portal.filing.route import stages_of
from workflows.api import (
    Actor,
    StartCase,
    bodies,
    item_by_code,
    open_cases,
    perform,
    published_items,
    search,
    typed_again,
)


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The start page: search, and every service there is."""
    text = request.GET.get("q", "").strip()[:200]
    found = search(text) if text else ()
    context = {"text": text, "found": found, "items": published_items(), "bodies": bodies()}
    return render(request, "citizen/home.html", context)


@require_GET
def guide(request: HttpRequest, code: str) -> HttpResponse:
    """The guide of a service item: who may apply, which papers, how long, which law, what it costs."""
    item = item_by_code(code)
    known = bodies()
    context = {
        "item": item,
        "bodies": known,
        "body": known[item.body],
        "route": () if item.members else stages_of(item),
        "typed_again": typed_again(code),
    }
    return render(request, "citizen/guide.html", context)


@require_POST
@filing
def start(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Start a draft, or open the one that is there; where a case is open already, say so first."""
    if request.POST.get("another") != "yes" and (found := open_cases(actor, code)):
        context = {"item": item_by_code(code), "cases": found, "again": {}, "channel": "web"}
        return render(request, "filing/already_open.html", context)
    result = perform(actor, StartCase(code))
    return redirect("web:case", result.case)
