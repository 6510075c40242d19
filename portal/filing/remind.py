"""The applicant reminds the departments (催办), at most once a day."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.channels import address, filing
from workflows.api import Actor, Remind, case_actions, perform


@require_POST
@filing
def remind(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """Remind, and come back to the page of the case."""
    perform(actor, Remind(case_id))
    messages.success(request, _("The departments have been reminded."))
    return redirect(address(request, "case", case_id))


def may_remind(actor: Actor, case_id: UUID) -> bool:
    """Whether the button is shown: something is open, and the last reminder is a day old."""
    return any(action.code == "remind" for action in case_actions(actor, case_id))
