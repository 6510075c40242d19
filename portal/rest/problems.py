"""Errors of the REST interface as problem+json (RFC 9457)."""

from typing import Any

from django.core.exceptions import PermissionDenied as DjangoPermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import set_rollback

from workflows.api import Conflict, Forbidden, Invalid, NotFound, Refusal, Stands, Unavailable, keep_incident

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "Bad request",
    401: "Not authenticated",
    403: "Forbidden",
    404: "Not found",
    405: "Method not allowed",
    406: "Not acceptable",
    409: "Conflict",
    415: "Unsupported media type",
    422: "Invalid content",
    429: "Too many requests",
    503: "Unavailable",
}


class KeyMissing(exceptions.APIException):
    """A request that changes something came without an Idempotency-Key."""

    status_code = 400
    default_code = "idempotency_key_required"


class KeyReused(exceptions.APIException):
    """The key was used for another request."""

    status_code = 422
    default_code = "idempotency_key_reused"


def problem(status: int, code: str, headers: dict[str, str] | None = None, **members: Any) -> Response:
    """One problem document; `code` is stable and for programs."""
    body = {"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "code": code, **members}
    return Response(body, status=status, content_type=MEDIA_TYPE, headers=headers)


def answer_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: refusals and DRF's own errors; None lets the 500 page answer."""
    set_rollback()
    if isinstance(error, Stands):
        # The answer's own transaction is undone by now, and with it the note that the command left.
        keep_incident(error)
    if isinstance(error, Refusal):
        return of_refusal(error)
    if isinstance(error, Http404):
        return problem(404, "not_found")
    if isinstance(error, DjangoPermissionDenied):
        return problem(403, "forbidden")
    if isinstance(error, exceptions.ValidationError):
        return problem(422, "invalid", errors=of_serializer(error.get_full_details()))
    if isinstance(error, exceptions.APIException):
        headers = {}
        if wait := getattr(error, "wait", None):
            headers["Retry-After"] = str(int(wait))
        if challenge := getattr(error, "auth_header", None):
            headers["WWW-Authenticate"] = challenge
        return problem(error.status_code, str(error.get_codes()), headers)
    return None


def of_serializer(details: Any) -> list[dict[str, Any]]:
    """What a serializer found, in the shape in which commands tell their problems."""
    by_field = details if isinstance(details, dict) else {"": details}
    return [
        {
            "field": "" if field == api_settings.NON_FIELD_ERRORS_KEY else field,
            "row": 0,
            "code": each["code"],
            "params": {},
        }
        for field, found in by_field.items()
        for each in (found if isinstance(found, list) else [found])
    ]


def of_refusal(refusal: Refusal) -> Response:
    """The five refusals of a command."""
    match refusal:
        case NotFound():
            return problem(404, "not_found")
        case Forbidden(code=code):
            return problem(403, code)
        case Conflict(what=what, who=who, when=when):
            return problem(409, what, who=who, when=when.isoformat() if when else None)
        case Invalid(problems=problems):
            errors = [{"field": p.field, "row": p.row, "code": p.code, "params": p.params} for p in problems]
            return problem(422, "invalid", errors=errors)
        case Unavailable(what=what):
            return problem(503, "unavailable", {"Retry-After": "30"}, what=what)
    return problem(400, "refused")
