"""Checks a name and a password, and keeps demonstration accounts out of every place that is no demonstration."""

from allauth.account.auth_backends import AuthenticationBackend
from django.conf import settings

from portal.accounts.models import User


class AccountBackend(AuthenticationBackend):  # type: ignore[misc]
    """Asked at sign-in and again at each request, so that a lock holds at once."""

    def user_can_authenticate(self, user: User) -> bool:
        """Locked accounts may not; nor may demonstration accounts, whose passwords everybody knows, elsewhere."""
        return user.is_active and (user.demo is None or settings.ONEDOOR_DEMO)
