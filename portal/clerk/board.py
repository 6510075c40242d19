"""The supervisor's board: lamps by body, the limits that end first, irregular acts, tickets to answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from portal import irregular, stages
from portal.access import actor_of, clerk_required
from workflows.api import AnswerTicket, board, perform

LONGEST = 5000


@require_GET
@clerk_required
def show(request: HttpRequest) -> HttpResponse:
    """The board of this supervisor's place."""
    found = board(actor_of(request))
    context = {
        "board": found,
        "lines": [(line, stages.clock_name(line.code)) for line in found.lines],
        "breaches": [(line, irregular.breach_name(line.kind)) for line in found.breaches],
        "tickets": [(line, irregular.ticket_name(line.kind)) for line in found.tickets],
    }
    return render(request, "clerk/board.html", context)


@require_POST
@clerk_required
def answer(request: HttpRequest, ticket: int) -> HttpResponse:
    """Release a ticket, or do not."""
    is_released = request.POST.get("release") == "yes"
    perform(actor_of(request), AnswerTicket(ticket, is_released, request.POST.get("answer", "")[:LONGEST]))
    messages.success(request, _("The ticket has been answered."))
    return redirect("board")
