"""The administration: open to the three administrative roles only, each with its second factor."""

from collections.abc import Callable
from typing import Any

from csp.decorators import csp_update
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from unfold.sites import UnfoldAdminSite

from portal.accounts.models import User
from portal.accounts.staff import has_second_factor

# Unfold's widgets run on Alpine, which evaluates attributes and writes styles; the rest of the portal stays strict.
WIDGETS = {"script-src": ["'self'", "'unsafe-eval'", "'unsafe-inline'"], "style-src": ["'self'", "'unsafe-inline'"]}


class Site(UnfoldAdminSite):  # type: ignore[misc]
    """Signs in through the same door as everybody."""

    enable_nav_sidebar = True

    def has_permission(self, request: HttpRequest) -> bool:
        """An active account with an administrative role and a second factor."""
        user = request.user
        return isinstance(user, User) and user.is_active and user.is_staff and has_second_factor(user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Sends whoever may not come in to where that can be mended; others get 403."""
        wanted = request.GET.get("next") or reverse("admin:index")
        if not isinstance(request.user, User):
            return redirect_to_login(wanted)
        if not request.user.is_staff:
            raise PermissionDenied
        return HttpResponseRedirect(
            reverse("mfa_activate_totp" if not has_second_factor(request.user) else "admin:index")
        )

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Callable[..., Any]:
        """Every page of the administration gets the looser policy for scripts and styles."""
        wrapped: Callable[..., Any] = csp_update(WIDGETS)(super().admin_view(view, cacheable))
        return wrapped
