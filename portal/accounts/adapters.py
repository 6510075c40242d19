"""What allauth asks us: who may join, where staff go after sign-in, and that staff keep their second factor."""

import base64
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.forms import BaseForm
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from portal.accounts.models import User
from portal.accounts.staff import has_second_factor, is_staff


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts made here belong to citizens; staff accounts are made in the administration."""

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """The new account remembers the language in which it was made; notices are written in it."""
        user.language = get_language() or settings.LANGUAGE_CODE
        saved: User = super().save_user(request, user, form, commit)
        return saved

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff without a second factor set it up before anything else."""
        user = request.user
        if isinstance(user, User) and is_staff(user) and not has_second_factor(user):
            return reverse("mfa_activate_totp")
        return str(super().get_login_redirect_url(request))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Accounts have no mail address; what a person is told is a notice."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets rest encrypted under a key derived from the portal's secret."""

    def _box(self) -> Fernet:
        key = salted_hmac("onedoor.second-factor", "", algorithm="sha256").digest()
        return Fernet(base64.urlsafe_b64encode(key))

    def encrypt(self, text: str) -> str:
        """The text as it is stored."""
        return self._box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The text as it was. Raises InvalidToken where the portal's secret is another one."""
        return self._box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff may not take off their second factor; the security administrator can, to let them set up a new one."""
        return not is_staff(authenticator.user)


class IdentityProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Who comes from the city's identity provider was identified there by name and number."""

    def save_user(self, request: HttpRequest, sociallogin: Any, form: BaseForm | None = None) -> User:
        """The new account starts at identity level 2."""
        sociallogin.user.identity_level = 2
        sociallogin.user.language = get_language() or settings.LANGUAGE_CODE
        saved: User = super().save_user(request, sociallogin, form)
        return saved
