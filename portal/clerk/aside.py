"""What a clerk may do beside finishing a task: ask for a governance ticket, or stand back from the case."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.access import actor_of, clerk_required
from workflows.api import Recuse, RequestTicket, perform

LONGEST = 5000


@require_POST
@clerk_required
def ticket(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Ask for what the guide does not provide for; the supervisor answers."""
    kind, what, why = (request.POST.get(name, "")[:LONGEST] for name in ("ticket", "what", "why"))
    perform(actor_of(request), RequestTicket(task_id, kind, what, why))
    messages.success(
        request, _("The supervisor has been asked. Until the answer, nothing outside the guide may be asked for.")
    )
    return redirect("task", task_id)


@require_POST
@clerk_required
def recuse(request: HttpRequest, task_id: UUID) -> HttpResponse:
    """Stand back from the case."""
    perform(actor_of(request), Recuse(task_id, request.POST.get("reasons", "")[:LONGEST]))
    messages.success(request, _("You have stood back; the task is open to your colleagues."))
    return redirect("inbox")
