"""Departments' systems in the administration; their tokens are shown to nobody."""

from typing import Any

from django.contrib import admin
from oauth2_provider.models import AccessToken, Application, Grant, IDToken, RefreshToken
from unfold.admin import ModelAdmin

from portal.rest.models import Client

for hidden in (AccessToken, Grant, IDToken, RefreshToken, Application):
    if admin.site.is_registered(hidden):
        admin.site.unregister(hidden)


@admin.register(Application)
class ApplicationAdmin(ModelAdmin):  # type: ignore[misc]
    """The name and secret with which a system signs in; the secret is kept as a hash and shown once, at its making."""

    list_display = ("name", "client_id", "authorization_grant_type", "created")
    fields = ("name", "client_id", "client_secret", "client_type", "authorization_grant_type")

    def get_readonly_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        """The name under which a system signs in stays."""
        return ("client_id",) if obj else ()

    def get_exclude(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        """The hash of the secret helps nobody."""
        return ("client_secret",) if obj else ()

    def get_fields(self, request: Any, obj: Any = None) -> tuple[str, ...]:
        """All but what `get_exclude` names."""
        return tuple(name for name in self.fields if name not in self.get_exclude(request, obj))


@admin.register(Client)
class ClientAdmin(ModelAdmin):  # type: ignore[misc]
    """For which body a system acts, and in which of its roles."""

    list_display = ("application", "body", "roles")
    list_filter = ("body",)
