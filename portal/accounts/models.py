"""The account with which somebody signs in; the person behind it lives in workflows and is named by uuid."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts import roles


class UserManager(BaseUserManager["User"]):
    """Makes accounts with hashed passwords."""

    def create_user(self, username: str, password: str | None = None, **columns: Any) -> "User":
        """A saved account; without a password nobody can sign in to it by password."""
        user = self.model(username=self.model.normalize_username(username), **columns)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """An account. One column holds the administrative role, so that nobody can hold two (GB/T 22239 §8.1.5)."""

    class Administers(models.TextChoices):
        NOTHING = "", _("Nothing")
        SYSTEM = roles.SYSTEM, _("System")
        SECURITY = roles.SECURITY, _("Security")
        AUDIT = roles.AUDIT, _("Audit")

    username = models.CharField(
        _("username"), max_length=150, unique=True, validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("An account with this name exists already.")},
    )  # fmt: skip
    person = models.UUIDField(_("person"), default=uuid.uuid4, unique=True, help_text=_("The person in the register."))
    identity_level = models.PositiveSmallIntegerField(
        _("identity level"), default=1, help_text=_("0 unknown, 1 phone, 2 name and number, 3 face or certificate.")
    )
    administers = models.CharField(_("administers"), max_length=8, blank=True, choices=Administers.choices)
    language = models.CharField(_("language"), max_length=8, default="zh-hans")
    is_active = models.BooleanField(
        _("may sign in"), default=True, help_text=_("Take this away to lock the account; it also ends its sessions.")
    )
    joined_at = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    session_round = models.PositiveIntegerField(_("session round"), default=0, editable=False)
    demo = models.JSONField(
        _("demonstration"), null=True, blank=True, editable=False,
        help_text=_("What a demonstration account plays, by language; empty for everybody else."),
    )  # fmt: skip

    USERNAME_FIELD = "username"
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(identity_level__lte=3), name="identity_level_is_0_to_3"),
            models.CheckConstraint(
                condition=models.Q(administers__in=["", *roles.ALL]), name="administers_is_nothing_or_one_role"
            ),
        ]

    @property
    def is_staff(self) -> bool:
        """Whether the administration opens to this account; the name is Django's."""
        return self.administers != ""

    def has_perm(self, permission: str, obj: object = None) -> bool:
        """Whether the account's role allows `permission`, e.g. `workflows.change_body`; there is no superuser."""
        return self.is_active and roles.allows(self.administers, permission)

    def has_module_perms(self, app_label: str) -> bool:
        """Whether the account's role may see anything of an app."""
        return self.is_active and roles.sees(self.administers, app_label)

    def end_sessions(self) -> None:
        """Sign this account out everywhere."""
        self.session_round += 1
        self.save(update_fields=["session_round"])

    def get_session_auth_hash(self) -> str:
        """Every session holds this value and ends when it changes: at a new password or a new round."""
        return f"{super().get_session_auth_hash()}.{self.session_round}"
