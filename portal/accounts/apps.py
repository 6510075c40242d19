"""Tells Django that the app `accounts` exists, and what happens at each sign-in."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    verbose_name = _("Accounts")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.accounts.sessions import begin

        user_logged_in.connect(begin, dispatch_uid="portal.accounts.sessions")
