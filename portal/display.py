"""How a reader wants pages drawn: the size of the text, kept in a cookie."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from portal.frame import TEXT_SIZE_COOKIE, TEXT_SIZES

YEAR_SECONDS = 365 * 24 * 60 * 60


def back_to(request: HttpRequest) -> str:
    """The page named by the field `next`, when it is one of ours; else the home page."""
    back = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return back if ours else reverse("home")


@require_POST
def set_text_size(request: HttpRequest) -> HttpResponse:
    """Keeps the size for a year and leads back to the page from which it was asked."""
    response = HttpResponseRedirect(back_to(request))
    size = request.POST.get("size", "")
    if size in TEXT_SIZES:
        response.set_cookie(
            TEXT_SIZE_COOKIE, size, max_age=YEAR_SECONDS, secure=settings.HTTPS, httponly=True, samesite="Lax"
        )
    return response
