"""The clerks' page of calendars: which years are published, and a new list with what it would change before it does."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal import stages, wording
from portal.access import actor_of, clerk_required
from workflows.api import Actor, Invalid, calendar_years, import_calendar, preview_calendar, read_list

LARGEST = 200_000


@require_http_methods(["GET", "POST"])
@clerk_required
def calendars(request: HttpRequest) -> HttpResponse:
    """The years of this place; a list is first shown with what it moves, and imported by a second click."""
    actor = actor_of(request)
    years = calendar_years(actor)
    sent = {name: request.POST.get(name, "").strip() for name in ("division", "year", "days", "source")}
    if "file" in request.FILES:
        sent["days"] = request.FILES["file"].read(LARGEST).decode("utf-8", "replace")  # type: ignore[union-attr]
    context: dict[str, object] = {"years": years, "sent": sent, "places": sorted({row.division for row in years})}
    if request.method == "GET":
        return render(request, "clerk/calendars.html", context)
    try:
        return _import(request, actor, sent, context)
    except Invalid as invalid:
        context["lines"] = [
            _error("days", _line(problem.row, problem.code, problem.params)) for problem in invalid.problems
        ]
        return render(request, "clerk/calendars.html", context, status=422)


def _import(request: HttpRequest, actor: Actor, sent: dict[str, str], context: dict[str, object]) -> HttpResponse:
    if not sent["year"].isdecimal() or not sent["source"]:
        context["lines"] = [_error("source" if sent["year"].isdecimal() else "year", wording.problem("required", {}))]
        return render(request, "clerk/calendars.html", context, status=422)
    days, year = read_list(sent["days"]), int(sent["year"])
    if request.POST.get("confirm") == "yes":
        change = import_calendar(actor, sent["division"], year, days, sent["source"])
        messages.success(request, _("Imported. %(moved)s open limits have another last day.") % {"moved": change.moved})
        return redirect("calendars")
    change = preview_calendar(actor, sent["division"], year, days)
    context["change"] = change
    context["moves"] = [(number, stages.clock_name(code), old, new) for number, code, old, new in change.shown]
    return render(request, "clerk/calendars.html", context)


def _line(row: int, code: str, params: dict[str, object]) -> str:
    """What is wrong, with the number of the line."""
    text = wording.problem(code, params)
    return _("Line %(row)s: %(text)s") % {"row": row, "text": text} if row else text


def _error(field: str, text: str) -> dict[str, str]:
    """One line of the error summary."""
    return {"field": field, "anchor": f"id_{field}", "label": "", "text": text}
