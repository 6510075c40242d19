"""Orders by which a supervising body asks for an answer about a step (督办)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Supervision(models.Model):
    """One order about one task: what is asked, by when, and the answer, which nobody may leave out."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="supervisions")
    task = models.ForeignKey("workflows.Task", models.PROTECT, related_name="supervisions")
    ordered_by = models.ForeignKey("workflows.Person", models.PROTECT, related_name="+")
    ordered_body = models.ForeignKey("workflows.Body", models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    demand = models.TextField()
    due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey("workflows.Person", models.PROTECT, null=True, related_name="+")
    answered_client = models.CharField(max_length=100, blank=True)
    answer = models.TextField(blank=True)

    class Meta:
        verbose_name = _("supervision order")
        verbose_name_plural = _("supervision orders")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["task"], condition=models.Q(answered_at=None), name="one_open_supervision_a_task"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at=None, answer="")
                | models.Q(answered_at__isnull=False) & ~models.Q(answer=""),
                name="a_supervision_is_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.due_at}"
