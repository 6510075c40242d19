"""Sources that say different things: a question to whoever owns the data, never to the citizen."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

STEWARD = "data_steward"
"""The role that answers for a body's data."""


class Difference(models.Model):
    """What several sources say of one field of a case, put to the body that keeps one of them (数据冲突)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="differences")
    field = models.SlugField(max_length=60)
    source = models.SlugField(max_length=10)
    origin = models.CharField(max_length=120)
    owner = models.ForeignKey("workflows.Body", models.PROTECT, related_name="+")
    claims = models.JSONField(
        help_text=_("Each with source, origin, value and digest of the paper; the owner's first.")
    )
    opened_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    finding = models.SlugField(max_length=10, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        verbose_name = _("difference between sources")
        verbose_name_plural = _("differences between sources")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "field", "source", "origin"], name="one_question_about_a_value"),
            models.CheckConstraint(
                condition=models.Q(answered_at=None) | models.Q(finding__in=["ours", "theirs"]),
                name="an_answered_difference_says_who_was_right",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["owner", "opened_at"], condition=models.Q(answered_at=None), name="open_questions_of_a_body"
            )
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.source}:{self.origin}"
