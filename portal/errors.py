"""The pages for what went wrong, and the same as problem documents (RFC 9457) under /api/."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

API = "/api/"


def titles() -> dict[int, str]:
    """What each status means, in the reader's language."""
    return {
        400: _("The portal did not understand this request"),
        403: _("You may not do this"),
        404: _("This page was not found"),
        409: _("Somebody was first"),
        413: _("This is too large"),
        422: _("Something needs to be corrected"),
        429: _("Too many attempts"),
        500: _("Something went wrong on our side"),
        503: _("A part of the portal does not answer"),
    }


def problem(status: int, detail: str = "", **members: Any) -> JsonResponse:
    """A problem document; `members` are its extension members."""
    body = {"type": "about:blank", "status": status, "title": titles()[status]}
    body |= ({"detail": detail} if detail else {}) | members
    return JsonResponse(body, status=status, content_type="application/problem+json")


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks, which gets a problem document."""
    return request.path_info.startswith(API)


def page(request: HttpRequest, status: int, **context: Any) -> HttpResponse:
    """The error page of `status`, or its problem document under /api/."""
    if is_api(request):
        return problem(status)
    return render(request, f"errors/{status}.html", {"title": titles()[status], **context}, status=status)


def malformed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request cannot be read."""
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: signed in, but not for this."""
    return page(request, 403)


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form carries no valid token, mostly because it was open for too long."""
    return page(request, 403, form_expired=True)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing is here, or nothing that this reader may know of."""
    return page(request, 404)


def broken(request: HttpRequest) -> HttpResponse:
    """500: our fault. Uses neither database nor session, which may be what is broken."""
    if is_api(request):
        return problem(500)
    return HttpResponse(render_to_string("errors/500.html", {"title": titles()[500]}), status=500)
