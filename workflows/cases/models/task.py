"""What people are to do in a case: tasks of clerks, and corrections asked of the applicant."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Task(models.Model):
    """One piece of work for one role of one body, opened and closed by the route."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        HELD = "held", _("finished, waiting for signatures")
        WAITING = "waiting", _("to be signed later")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    class Place(models.TextChoices):
        BEFORE = "before", _("before the step is finished")
        BESIDE = "beside", _("beside it")
        AFTER = "after", _("after it is finished")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="tasks")
    work = models.CharField(max_length=40, help_text=_("The engine's name of this piece of work."))
    element = models.CharField(max_length=100)
    kind = models.SlugField(max_length=20)
    body = models.ForeignKey("workflows.Body", models.PROTECT, related_name="+")
    role = models.SlugField(max_length=40)
    state = models.SlugField(max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    yellow_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    claimed_by = models.ForeignKey("workflows.Person", models.PROTECT, null=True, related_name="+")
    claimed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey("workflows.Person", models.PROTECT, null=True, related_name="+")
    done_by_client = models.CharField(max_length=100, blank=True)
    outcome = models.SlugField(max_length=40, blank=True)
    opinion = models.TextField(blank=True)
    staff = models.JSONField(default=list, help_text=_("The persons present at a site visit."))
    undone_at = models.DateTimeField(null=True, help_text=_("When what was done here was taken back or sent back."))
    has_signatures = models.BooleanField(default=False, help_text=_("Whether colleagues were asked to sign here."))
    signs = models.ForeignKey("self", models.PROTECT, null=True, related_name="signatures")
    place = models.SlugField(max_length=10, choices=Place.choices, blank=True)
    added_by = models.ForeignKey("workflows.Person", models.PROTECT, null=True, related_name="+")
    delegated_by = models.ForeignKey("workflows.Person", models.PROTECT, null=True, related_name="+")
    delegated_at = models.DateTimeField(null=True)
    proposal = models.JSONField(null=True, help_text=_("What somebody to whom it was delegated proposes."))
    variables = models.JSONField(default=dict, help_text=_("What the route is told once the signatures are there."))
    reminded_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "work"], condition=models.Q(signs=None), name="one_task_a_piece_of_work"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="done") | ~models.Q(outcome=""), name="a_task_done_has_an_outcome"
            ),
            models.CheckConstraint(
                condition=models.Q(signs=None, place="")
                | models.Q(signs__isnull=False, kind="sign") & ~models.Q(place=""),
                name="a_signature_has_its_place",
            ),
            models.CheckConstraint(
                condition=models.Q(delegated_by=None) | models.Q(claimed_by__isnull=False),
                name="what_is_delegated_is_with_somebody",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["body", "role", "due_at"], condition=models.Q(state="open"), name="inbox_of_a_role")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.case_id}"


class Correction(models.Model):
    """One notice that asks the applicant to correct: every point at once (行政许可法 32)."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="corrections")
    seq = models.PositiveSmallIntegerField()
    points = models.JSONField(help_text=_("Each with the field or paper it concerns, and why."))
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    body = models.CharField(max_length=40)
    due_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("correction")
        verbose_name_plural = _("corrections")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_correction_a_place"),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(answered_at=None), name="one_open_correction_a_case"
            ),
            models.CheckConstraint(condition=~models.Q(points=[]), name="a_correction_has_points"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.seq}"
