"""Which department's system may do what, and the answers already given to its requests."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Client(models.Model):
    """A department's system: an OAuth2 application that acts for one body in some of its roles."""

    application = models.OneToOneField(
        settings.OAUTH2_PROVIDER_APPLICATION_MODEL, models.CASCADE, related_name="client", verbose_name=_("application")
    )
    body = models.SlugField(_("body"), max_length=40)
    roles = models.JSONField(_("roles"), default=list)

    class Meta:
        verbose_name = _("department's system")
        verbose_name_plural = _("departments' systems")

    def __str__(self) -> str:
        return f"{self.application} · {self.body}"


class Answer(models.Model):
    """What was answered to an `Idempotency-Key`; the same request gets the same bytes again."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=80)
    request_sha256 = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    content = models.BinaryField()
    content_type = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["client", "key"], name="one_answer_a_key")]

    def __str__(self) -> str:
        return self.key
