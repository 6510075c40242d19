"""Rows for work that is done outside the transaction of a command."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Job(models.Model):
    """Something to be done once: written with the change that asks for it, closed with its effect."""

    kind = models.SlugField(_("kind"), max_length=40)
    dedupe = models.CharField(_("dedupe key"), max_length=200, unique=True)
    payload = models.JSONField(_("payload"), default=dict)
    created_at = models.DateTimeField(_("created"), db_default=Now())
    run_at = models.DateTimeField(_("run at"), db_default=Now(), help_text=_("Not before this moment."))
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    lease_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    done_at = models.DateTimeField(_("done"), null=True, blank=True)
    failed_at = models.DateTimeField(_("given up"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
        indexes: ClassVar = [
            models.Index(fields=["run_at"], condition=models.Q(done_at=None, failed_at=None), name="jobs_that_are_open")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.dedupe}"
