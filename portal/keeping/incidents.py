"""Where cases stand until somebody mends the reason: the list, with a lamp, and the button that tries again."""

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal import stages
from portal.access import admin_role, administrator_of
from workflows.api import ADMINISTRATOR, Retry, incident_count, incidents, perform


@require_GET
@admin_role("system", "audit")
def show(request: HttpRequest) -> HttpResponse:
    """What stands, the longest first."""
    actor = administrator_of(request)
    found = incidents(actor)
    context = {
        "incidents": [(each, stages.incident_reason(each), types(each.types)) for each in found],
        "total": incident_count(actor),
        "lamp": "red" if found else "green",
        "may_retry": ADMINISTRATOR in actor.roles,
    }
    return render(request, "keeping/incidents.html", context)


def types(names: Mapping[str, str]) -> str:
    """Names of an expression with the types of their values, as one line."""
    return ", ".join(f"{name}: {kind}" for name, kind in names.items())


@require_POST
@admin_role("system")
def retry(request: HttpRequest, incident: int) -> HttpResponse:
    """Try again, once the reason is mended."""
    perform(administrator_of(request), Retry(incident))
    messages.success(request, _("The case may go on. If it stands again, it comes back to this list."))
    return redirect("incidents")
