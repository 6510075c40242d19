"""What a body told somebody in writing in a running case, and what the applicant asked for against it."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from workflows.outcomes.models import founded

ADVERSE_ACTS = (
    *("not_accept", "lapse", "terminate"),
    *("suspend_licence", "recall_licence", "revoke_licence", "strip_licence"),
)
"""Acts against the applicant beside a refusal: the end of a case without a decision, the loss of a certificate."""
BY_RULE = ("lapse", "renew_by_silence")
"""Acts that follow from time alone; every other one has its author."""


class WrittenAct(models.Model):
    """One act of a body that goes out in writing, with its reasons; the letter of the same `seq` prints it."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="written_acts")
    seq = models.PositiveIntegerField(help_text=_("The place of its event in the history."))
    verb = models.SlugField(max_length=40)
    reasons = models.TextField()
    bases = models.JSONField(default=list)
    rights = models.JSONField(default=list)
    online = models.CharField(max_length=300, blank=True)
    params = models.JSONField(default=dict, help_text=_("What the act names: days, procedure, certificate."))
    body = models.CharField(max_length=40)
    person = models.UUIDField(null=True)
    client = models.CharField(max_length=100, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("written act")
        verbose_name_plural = _("written acts")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_written_act_a_place"),
            models.CheckConstraint(condition=models.Q(reasons__regex=r"\S"), name="a_written_act_has_reasons"),
            models.CheckConstraint(
                condition=~models.Q(verb__in=ADVERSE_ACTS) | founded(),
                name="an_end_against_the_applicant_is_founded",
            ),
            models.CheckConstraint(
                condition=models.Q(verb__in=BY_RULE) | models.Q(person__isnull=False) | ~models.Q(client=""),
                name="a_written_act_has_its_author",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.seq} {self.verb}"


class Reconsideration(models.Model):
    """What an applicant asked of the reconsideration body, in the applicant's own words; the case is on hold."""

    case = models.OneToOneField("workflows.Case", models.PROTECT, related_name="reconsideration")
    text = models.TextField()
    asked_at = models.DateTimeField()
    until_at = models.DateTimeField(help_text=_("The last moment at which it could be asked for."))
    person = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("reconsideration")
        verbose_name_plural = _("reconsiderations")
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(text__regex=r"\S"), name="a_reconsideration_says_what_is_asked"),
            models.CheckConstraint(
                condition=models.Q(asked_at__lte=models.F("until_at")), name="a_reconsideration_is_asked_in_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.asked_at}"
