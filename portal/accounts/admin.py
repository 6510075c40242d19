"""Accounts in the administration: the system administrator makes them, the security administrator rules them."""

from typing import Any, ClassVar

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from django import forms
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group
from django.contrib.auth.password_validation import validate_password
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.widgets import UnfoldAdminPasswordWidget

from portal.accounts import roles
from portal.accounts.models import User

for unused in (EmailAddress, SocialAccount, SocialApp, SocialToken, Authenticator, Group):
    if admin.site.is_registered(unused):
        admin.site.unregister(unused)


class AccountForm(ModelForm):  # type: ignore[type-arg]
    """An account, with room for a new password."""

    new_password = forms.CharField(
        label=_("New password"),
        required=False,
        widget=UnfoldAdminPasswordWidget(attrs={"autocomplete": "new-password"}),
        help_text=_("Left empty, the password stays. A new one ends all sessions of the account."),
    )

    def clean_new_password(self) -> str:
        """The password, checked as at sign-up."""
        password = str(self.cleaned_data["new_password"])
        if password:
            validate_password(password, self.instance)
        return password


@admin.register(User)
class UserAdmin(ModelAdmin):  # type: ignore[misc]
    """What one role may change is read-only for the other; nobody changes their own account."""

    form = AccountForm
    list_display = ("username", "administers", "identity_level", "is_active", "joined_at", "last_login")
    list_filter = ("administers", "is_active", "identity_level")
    search_fields = ("username",)
    ordering = ("username",)
    actions: ClassVar = ["end_sessions"]
    columns: ClassVar = {
        roles.SYSTEM: ("username", "person", "language", "identity_level"),
        roles.SECURITY: ("is_active", "administers", "new_password"),
    }
    shown = ("username", "person", "language", "identity_level", "is_active", "administers", "joined_at", "last_login")

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """The password's field only for who may set it: both roles at the making, then security alone."""
        may_set = obj is None or (request.user.administers == roles.SECURITY and obj.pk != request.user.pk)  # type: ignore[union-attr]
        return (*self.shown, "new_password") if may_set else self.shown

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """All that the reader's role does not rule."""
        own = self.columns.get(request.user.administers, ())  # type: ignore[union-attr]
        return tuple(name for name in self.shown if name not in own)

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """Nobody gives a role to, or unlocks, the account with which they are signed in."""
        own = obj is not None and obj.pk == request.user.pk
        return not own and bool(super().has_change_permission(request, obj))

    def save_model(self, request: HttpRequest, obj: User, form: AccountForm, change: bool) -> None:
        """Hash a new password; one that was left empty at the making lets nobody in."""
        password = form.cleaned_data.get("new_password")
        if password or not change:
            obj.set_password(password or None)
        super().save_model(request, obj, form, change)

    def has_end_sessions_permission(self, request: HttpRequest) -> bool:
        """Ending sessions is the security administrator's."""
        return request.user.administers == roles.SECURITY  # type: ignore[union-attr]

    @admin.action(description=_("Sign out everywhere"), permissions=["end_sessions"])
    def end_sessions(self, request: HttpRequest, accounts: "QuerySet[User]") -> None:
        """End all sessions of the chosen accounts."""
        for account in accounts:
            account.end_sessions()
        self.message_user(request, _("The sessions were ended."))


@admin.register(Authenticator)
class AuthenticatorAdmin(ModelAdmin):  # type: ignore[misc]
    """Second factors: taken away when a phone was lost, so that a new one can be set up."""

    list_display = ("user", "type", "created_at", "last_used_at")
    list_filter = ("type",)
    fields = ("user", "type", "created_at", "last_used_at")
    readonly_fields = fields

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Only the owner of the phone can set one up."""
        return False


@admin.register(LogEntry)
class LogEntryAdmin(ModelAdmin):  # type: ignore[misc]
    """What administrators did in the administration; written by Django, changed by nobody."""

    list_display = ("action_time", "user", "content_type", "object_repr", "action_flag")
    list_filter = ("action_flag", "content_type")
    date_hierarchy = "action_time"

    def has_add_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Nobody."""
        return False

    def has_change_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Nobody."""
        return False

    def has_delete_permission(self, request: HttpRequest, *args: Any) -> bool:
        """Nobody."""
        return False
