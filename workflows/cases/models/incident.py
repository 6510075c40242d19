"""Cases that cannot go on until a person mends the reason."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Incident(models.Model):
    """Why a case stands: the place, the expression and the types of its values, or the job that was given up.

    The case itself keeps its last good state. Nothing here tells a value of the case.
    """

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="incidents")
    element = models.CharField(_("element"), max_length=100, blank=True)
    code = models.CharField(_("reason"), max_length=60)
    message = models.TextField(_("message"), blank=True)
    expression = models.TextField(_("expression"), blank=True)
    types = models.JSONField(_("types of the values"), default=dict)
    event = models.JSONField(null=True, help_text=_("The event of the route that could not be carried out."))
    pack_sha256 = models.CharField(_("digest"), max_length=64)
    job = models.BigIntegerField(_("job"), null=True, help_text=_("The job that was given up."))
    job_kind = models.SlugField(_("kind"), max_length=40, blank=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    opened_at = models.DateTimeField(_("since"))
    last_at = models.DateTimeField(_("last time"))
    settled_at = models.DateTimeField(_("settled"), null=True)
    settled_by = models.UUIDField(_("settled by"), null=True)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "element"],
                condition=models.Q(settled_at=None, job=None),
                name="one_open_incident_an_element",
            ),
            models.UniqueConstraint(
                fields=["job"], condition=models.Q(settled_at=None), name="one_open_incident_a_job"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["opened_at"], condition=models.Q(settled_at=None), name="incidents_that_are_open")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.element or self.job_kind}: {self.code}"
