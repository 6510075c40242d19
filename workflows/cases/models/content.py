"""What is known in a case: facts, papers, and the frozen snapshots that were handed in."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fact(models.Model):
    """A value with its source; appended, never changed. What a person typed wins until a person changes it."""

    class Source(models.TextChoices):
        TYPED = "typed", _("typed")
        PAPER = "paper", _("paper")
        REGISTER = "register", _("register")
        ACCOUNT = "account", _("account")
        CASE = "case", _("earlier case")
        LICENCE = "licence", _("licence held")
        SIBLING = "sibling", _("other part of the bundle")
        BODY = "body", _("given by the body")

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="facts")
    field = models.SlugField(max_length=60)
    row = models.PositiveSmallIntegerField(default=0)
    value = models.JSONField(null=True, help_text=_("The checked value; null where what came is not valid."))
    raw = models.TextField(blank=True)
    problem = models.SlugField(max_length=40, blank=True)
    source = models.SlugField(max_length=10, choices=Source.choices)
    # A issued by an authority, B checked by a clerk, C uploaded, D declared: 国办函〔2016〕108号.
    grade = models.CharField(max_length=1)
    status = models.SlugField(max_length=10, blank=True, help_text=_("How sure the reading of a paper is."))
    only_compares = models.BooleanField(default=False, help_text=_("It is held against the value, never put in."))
    origin = models.CharField(
        max_length=120, blank=True, help_text=_("Which register, case, licence or body said it: its code or number.")
    )
    document_sha256 = models.CharField(max_length=64, blank=True)
    page = models.PositiveSmallIntegerField(null=True)
    quad = models.JSONField(null=True)
    at = models.DateTimeField()
    person = models.UUIDField(null=True)

    class Meta:
        verbose_name = _("fact")
        verbose_name_plural = _("facts")
        indexes: ClassVar = [models.Index(fields=["case", "field", "row", "id"], name="facts_of_a_field")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(grade__in=["A", "B", "C", "D"]), name="fact_grade_is_a_to_d"),
            models.CheckConstraint(
                condition=~models.Q(source="paper") | ~models.Q(document_sha256=""), name="a_paper_fact_names_its_paper"
            ),
            models.CheckConstraint(
                condition=~models.Q(source__in=["register", "licence", "sibling", "body"]) | ~models.Q(origin=""),
                name="an_official_fact_names_its_origin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} ← {self.source}"


class Paper(models.Model):
    """A document in its role in a case; the bytes are found by their digest."""

    class Stage(models.TextChoices):
        STORED = "stored", _("waiting to be read")
        READING = "reading", _("being read")
        READ = "read", _("read")
        FAILED = "failed", _("could not be read")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="papers")
    slot = models.SlugField(max_length=60)
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    media_type = models.CharField(max_length=80)
    pages = models.PositiveSmallIntegerField()
    size_bytes = models.PositiveIntegerField()
    stage = models.SlugField(max_length=10, choices=Stage.choices, default=Stage.STORED)
    progress = models.PositiveSmallIntegerField(default=0)
    material = models.SlugField(max_length=60, blank=True)
    warnings = models.JSONField(default=list)
    engine = models.CharField(max_length=120, blank=True)
    added_at = models.DateTimeField()
    added_by = models.UUIDField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("paper")
        verbose_name_plural = _("papers")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "slot", "sha256"], condition=models.Q(removed_at=None), name="one_paper_once_in_a_slot"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Submission(models.Model):
    """What was handed in, frozen: the values, the digests of the papers, the entry by which it came."""

    case = models.ForeignKey("workflows.Case", models.PROTECT, related_name="submissions")
    seq = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    channel = models.SlugField(max_length=10)
    person = models.UUIDField(null=True)
    assisted_by = models.UUIDField(null=True)
    values = models.JSONField()
    papers = models.JSONField()
    sha256 = models.CharField(max_length=64)
    re_typed = models.PositiveSmallIntegerField(
        default=0, help_text=_("How many values were typed although a source had them.")
    )

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "seq"], name="one_submission_a_place")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.seq}"
