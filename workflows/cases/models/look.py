"""Who of the staff, or which department's system, opened a case, and what for."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Look(models.Model):
    """Somebody beside the applicant read what is in a case; one row for a person, a purpose and a sitting."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="looks")
    at = models.DateTimeField(_("at"))
    actor = models.CharField(_("who"), max_length=80, help_text=_("The name under which the ledger knows the reader."))
    person = models.UUIDField(null=True)
    client = models.CharField(max_length=80, blank=True)
    body = models.SlugField(_("body"), max_length=40)
    purpose = models.CharField(_("purpose"), max_length=100, help_text=_("A step, or `counter` or `after`."))
    entry = models.UUIDField(_("ledger entry"))

    class Meta:
        verbose_name = _("look at a case")
        verbose_name_plural = _("looks at cases")
        indexes: ClassVar = [models.Index(fields=["case", "actor", "purpose", "at"], name="looks_of_an_actor")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.body} {self.purpose}"
