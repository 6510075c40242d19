"""Pages of accounts beside allauth's own: the codes of a demonstration."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from portal.accounts import demo


@require_GET
@never_cache
def demo_codes(request: HttpRequest) -> HttpResponse:
    """The sign-in codes of now; there is no such page outside a demonstration."""
    codes = [(account, demo.code_of(account.username)) for account in demo.accounts() if account.needs_code]
    if not codes:
        raise Http404
    return render(request, "account/demo_codes.html", {"codes": codes})
