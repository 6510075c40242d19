"""The desk at which a clerk works: somebody who serves in two bodies works for one of them at a time."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from portal import access
from portal.display import back_to


@require_POST
@access.clerk_required
def choose(request: HttpRequest) -> HttpResponse:
    """Change to another desk of the same person, and stay on the page."""
    access.choose_desk(request, request.POST.get("body", ""))
    return HttpResponseRedirect(back_to(request))
