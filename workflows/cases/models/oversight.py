"""What lights a lamp beside time: irregular acts, the tickets that let one pass, and who stood back from a case."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class GuideTicket(models.Model):
    """A clerk wants what the published guide does not provide for; a supervisor releases it or does not."""

    class Kind(models.TextChoices):
        PAPER = "paper", _("a paper outside the guide")
        CONDITION = "condition", _("a condition outside the guide")
        FEE = "fee", _("a fee that is not listed")
        SECOND_CORRECTION = "second_correction", _("a second correction notice")

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="guide_tickets")
    kind = models.SlugField(max_length=20, choices=Kind.choices)
    what = models.TextField()
    why = models.TextField()
    requested_by = models.UUIDField()
    body = models.CharField(max_length=40)
    requested_at = models.DateTimeField()
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    is_released = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("governance ticket")
        verbose_name_plural = _("governance tickets")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(what__regex=r"\S", why__regex=r"\S"), name="a_ticket_says_what_is_wanted_and_why"
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by=None, answered_at=None, is_released=None)
                | models.Q(answered_by__isnull=False, answered_at__isnull=False, is_released__isnull=False)
                & models.Q(answer__regex=r"\S"),
                name="a_ticket_is_answered_whole",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by=None) | ~models.Q(answered_by=models.F("requested_by")),
                name="nobody_releases_an_own_ticket",
            ),
            models.CheckConstraint(
                condition=models.Q(used_at=None) | models.Q(is_released=True), name="only_a_released_ticket_is_used"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Breach(models.Model):
    """An irregular act, or a limit that passed: recorded, with its lamp, and never taken back."""

    class Kind(models.TextChoices):
        LATE = "late", _("the legal limit passed without a decision")
        OUTSIDE_GUIDE = "outside_guide", _("something outside the guide was to be asked for")
        UNLISTED_FEE = "unlisted_fee", _("a fee that is not listed was to be charged")
        SECOND_CORRECTION = "second_correction", _("a second correction notice")
        UNFOUNDED_REFUSAL = "unfounded_refusal", _("a refusal without reasons was tried")

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="breaches")
    kind = models.SlugField(max_length=20, choices=Kind.choices)
    lamp = models.SlugField(max_length=6)
    body = models.CharField(max_length=40)
    person = models.UUIDField(null=True)
    ticket = models.ForeignKey(GuideTicket, models.PROTECT, null=True, related_name="breaches")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("irregular act")
        verbose_name_plural = _("irregular acts")
        indexes: ClassVar = [models.Index(fields=["body", "-at"], name="breaches_of_a_body")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(lamp__in=["yellow", "red"]), name="a_breach_is_yellow_or_red")
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Recusal(models.Model):
    """Somebody stands back from a case (回避), by declaration or because a relation is registered."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="recusals")
    person = models.ForeignKey("workflows.Person", models.PROTECT, related_name="+")
    reasons = models.TextField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "person"], name="one_recusal_a_person"),
            models.CheckConstraint(condition=models.Q(reasons__regex=r"\S"), name="a_recusal_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.person_id}"
