"""The status lists of certificates for programs: W3C Bitstring Status List v1.0, today's and that of any past day."""

from datetime import date

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from workflows.api import STATUS_PURPOSES, has_status_list, last_status_change, status_entries, status_list

MEDIA_TYPE = "application/vc"
KEPT_SECONDS = 300


@require_GET
def signed_list(request: HttpRequest, purpose: str, number: int, day: str = "") -> HttpResponse:
    """One list as a signed credential; without a day, today's."""
    on = day_of(day)
    if purpose not in STATUS_PURPOSES or on is None or not has_status_list(number):
        raise Http404
    # The last change of any status is part of the name: an act shows at once, not when a cache forgets.
    name = f"status:{purpose}:{number}:{on}:{last_status_change()}"
    found = cache.get_or_set(name, lambda: status_list(number, purpose, on), KEPT_SECONDS)
    return JsonResponse(found, content_type=MEDIA_TYPE, headers={"Cache-Control": f"public, max-age={KEPT_SECONDS}"})


def day_of(text: str) -> date | None:
    """The day asked for; None for what is no day, or has not begun."""
    today = timezone.localdate()
    try:
        found = parse_date(text) if text else today
    except ValueError:
        return None
    return found if found and found <= today else None


@require_GET
def places(request: HttpRequest, code: str) -> HttpResponse:
    """Where the lists speak of the certificate with this code, as the `credentialStatus` of a credential."""
    found = status_entries(code)
    if not found:
        raise Http404
    return JsonResponse({"credentialStatus": found})
