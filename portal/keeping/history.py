"""The history of one case, moment by moment, for clerks with a part in it and for auditors; and the way to it."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from portal import stages, wording
from portal.access import ADMINISTERS, account, admin_role, administrator_of, clerk_of, clerk_required
from portal.filing.follow import dated
from workflows.api import Actor, Forbidden, NotFound, Snapshot, bodies, case_by_number, field_kinds, snapshot


def reader_of(request: HttpRequest) -> Actor:
    """An auditor, else the clerk at the chosen desk. Raises Forbidden for everybody else."""
    return administrator_of(request) if account(request).administers in ADMINISTERS else clerk_of(request)


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """A form that asks for the number of a case, and leads to it."""
    return _guarded(request, _find)


@require_GET
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """The case as it stood after one event, with the list of all moments."""
    return _guarded(request, lambda request: _show(request, case_id))


def _guarded(request: HttpRequest, view: Any) -> HttpResponse:
    """Both doors, each with its second factor: the auditor's, and the desk's."""
    administers = getattr(request.user, "administers", "")
    guard = admin_role("audit") if administers else clerk_required
    answer: HttpResponse = guard(view)(request)
    return answer


def _find(request: HttpRequest) -> HttpResponse:
    number, missing = request.GET.get("number", "").strip(), False
    if number:
        try:
            return redirect("history", case_by_number(reader_of(request), number))
        except (NotFound, Forbidden):
            missing = True
    return render(request, "keeping/find.html", {"number": number, "missing": missing}, status=404 if missing else 200)


def _show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    wanted = request.GET.get("at", "")
    if wanted and not (wanted.isascii() and wanted.isdigit() and len(wanted) < 9):
        raise NotFound
    found = snapshot(reader_of(request), case_id, int(wanted) if wanted else None)
    language = get_language() or "zh-hans"
    context = {
        "seen": found,
        "moment": (stages.verb_name(found.event.verb), found.event, doer(found)),
        "state": stages.headline(found.state),
        "moments": [(stages.verb_name(event.verb), event) for event in found.events],
        "rules": found.event.params.get("rules", []),
        "clocks": [dated(clock, language) for clock in found.clocks],
        "known": [{"key": each.field.label.text(language), "value": shown(each, language)} for each in found.known],
    }
    return render(request, "keeping/history.html", context)


def doer(found: Snapshot) -> str:
    """Who acted: the name, else the department."""
    known = bodies()
    body = known[found.event.body].name(get_language() or "zh-hans") if found.event.body in known else ""
    return " · ".join(part for part in (found.event.person, body) if part)


def shown(known: Any, language: str) -> str:
    """A value with its source, or the source alone for who may not read it."""
    source = wording.source(known.source)
    if known.fact is None:
        return source
    value = field_kinds()[known.field.type].show(known.fact.value, known.field, language)
    return f"{value}（{source}）" if language.startswith("zh") else f"{value} ({source})"
