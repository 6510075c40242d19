"""What is noted against somebody who obtained a certificate by fraud."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class CreditNote(models.Model):
    """Until a day this person may not ask again for what was obtained by fraud (行政许可法 79)."""

    person = models.UUIDField(db_index=True)
    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="credit_notes")
    item_code = models.SlugField(max_length=60)
    at = models.DateTimeField()
    until_at = models.DateTimeField()

    class Meta:
        verbose_name = _("credit note")
        verbose_name_plural = _("credit notes")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(until_at__gt=models.F("at")), name="a_credit_note_ends_later")
        ]

    def __str__(self) -> str:
        return f"{self.item_code} {self.until_at:%Y-%m-%d}"
