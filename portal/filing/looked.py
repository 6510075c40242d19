"""Who looked at my file: the applicant sees each look with its purpose, and may download its proof."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from portal.channels import filing
from workflows.api import Actor, LookView, case_view, looks


@require_GET
@filing
def looked(request: HttpRequest, actor: Actor, case_id: UUID) -> HttpResponse:
    """The looks at one case, newest first."""
    view = case_view(actor, case_id)
    rows = [(look, purpose(look)) for look in looks(actor, case_id)]
    return render(request, "filing/looked.html", {"case": view, "looks": rows})


def purpose(look: LookView) -> str:
    """What it was read for, in words."""
    if look.step is not None:
        return look.step.text(get_language() or "zh-hans")
    return _("To file for you at the counter") if look.purpose == "counter" else _("To look up a finished step")
