"""The account with which somebody signs in; the person behind it lives in workflows and is named by uuid."""

import uuid
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.translation import gettext_lazy as _


class User(AbstractUser):
    """An account. One column holds the administrative role, so that nobody can hold two (GB/T 22239 §8.1.5)."""

    class Administers(models.TextChoices):
        NOTHING = "", _("Nothing")
        SYSTEM = "system", _("System")
        SECURITY = "security", _("Security")
        AUDIT = "audit", _("Audit")

    person = models.UUIDField(_("person"), default=uuid.uuid4, unique=True, help_text=_("The person in the register."))
    identity_level = models.PositiveSmallIntegerField(_("identity level"), default=1)
    administers = models.CharField(_("administers"), max_length=8, blank=True, choices=Administers.choices)
    language = models.CharField(_("language"), max_length=8, default="zh-hans")

    class Meta(AbstractUser.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(identity_level__lte=3), name="identity_level_is_0_to_3"),
        ]
