"""The case itself, its running clocks with what moved them, and its history."""

import uuid
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

DECIDED = ("granted", "refused", "issued", "finished")
ACCEPTED = ("accepted", *DECIDED)
"""States of a permit that are reached by acceptance alone."""


class Case(models.Model):
    """One request of one applicant for one service item (办件); it stays on the pack version it began with."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number"), max_length=64, unique=True, null=True)
    query_code = models.CharField(_("query code"), max_length=16, unique=True)
    pack = models.ForeignKey("workflows.PackVersion", models.PROTECT, related_name="+")
    item_code = models.SlugField(_("service item"), max_length=60)
    kind = models.SlugField(_("kind of matter"), max_length=20)
    state = models.SlugField(_("state"), max_length=20)
    version = models.PositiveIntegerField(default=0, help_text=_("How many events the case has had."))
    applicant = models.ForeignKey("workflows.Person", models.PROTECT, related_name="cases")
    assisted_by = models.ForeignKey("workflows.Person", models.PROTECT, null=True, related_name="assisted_cases")
    assisted_at = models.DateTimeField(null=True, help_text=_("When the applicant last stood at the counter."))
    bundle = models.ForeignKey("self", models.PROTECT, null=True, related_name="parts", verbose_name=_("bundle"))
    is_identified = models.BooleanField(
        default=False, help_text=_("Whether name and number were checked, so that registers may be asked.")
    )
    object_key = models.CharField(
        max_length=64, blank=True, help_text=_("Digest of what the case is about; empty where the item does not say.")
    )
    channel = models.SlugField(max_length=10)
    reopens = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="reopened_by", help_text=_("The case that this one does again.")
    )
    marking = models.JSONField(default=dict)
    suspended_at = models.DateTimeField(null=True, help_text=_("Since when the route holds still."))
    suspended_by = models.ForeignKey("workflows.Person", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    received_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    is_deemed_accepted = models.BooleanField(default=False)
    decided_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    has_incident = models.BooleanField(
        default=False, db_default=False, help_text=_("Whether it may stand until somebody mends it.")
    )

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        indexes: ClassVar = [
            models.Index(fields=["applicant", "-changed_at"], name="cases_of_an_applicant"),
            models.Index(
                fields=["item_code", "-received_at"],
                condition=models.Q(received_at__isnull=False),
                name="cases_of_an_item",
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["item_code", "object_key"],
                condition=~models.Q(object_key="")
                & models.Q(received_at__isnull=False, decided_at=None, finished_at=None),
                name="one_open_case_about_an_object",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "discarded"]) | models.Q(number__isnull=False),
                name="a_case_handed_in_has_a_number",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_at=None) | models.Q(accepted_at__gte=models.F("received_at")),
                name="accepted_not_before_received",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "discarded"]) | models.Q(received_at__isnull=False),
                name="a_case_handed_in_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="permit", state__in=ACCEPTED) | models.Q(accepted_at__isnull=False),
                name="an_accepted_permit_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="permit", state__in=DECIDED) | models.Q(decided_at__isnull=False),
                name="a_decided_permit_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~models.Q(assisted_by=models.F("applicant")), name="nobody_helps_themselves_to_file"
            ),
        ]

    def __str__(self) -> str:
        return self.number or str(self.id)


class Event(models.Model):
    """One thing that happened to a case: who did what when, and the receipt of its ledger entry."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    seq = models.PositiveIntegerField()
    verb = models.SlugField(max_length=40)
    at = models.DateTimeField()
    person = models.UUIDField(null=True)
    body = models.CharField(max_length=40, blank=True)
    actor_kind = models.SlugField(max_length=10)
    client = models.CharField(max_length=100, blank=True)
    channel = models.SlugField(max_length=10)
    from_state = models.SlugField(max_length=20, blank=True)
    to_state = models.SlugField(max_length=20)
    params = models.JSONField(default=dict)
    note = models.TextField(blank=True, help_text=_("What the actor wrote; it never reaches the ledger."))
    engine_events = models.JSONField(default=list)
    key = models.CharField(max_length=80, null=True)
    entry = models.UUIDField(null=True, unique=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "seq"], name="one_event_a_place"),
            models.UniqueConstraint(fields=["case", "key"], name="one_event_an_idempotency_key"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.seq} {self.verb}"


class Clock(models.Model):
    """One deadline of a case with its dated reasons, and the moments at which its lamp turns."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="clocks")
    code = models.SlugField(max_length=20)
    body = models.CharField(max_length=40, blank=True, help_text=_("Whose limit it is; empty for the applicant's."))
    rule = models.JSONField()
    events = models.JSONField(default=list)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    yellow_at = models.DateTimeField()
    red_at = models.DateTimeField()
    reasons = models.JSONField()
    is_provisional = models.BooleanField(default=False)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("clock")
        verbose_name_plural = _("clocks")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "code"], condition=models.Q(stopped_at=None), name="one_running_clock_of_a_code"
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["red_at"], condition=models.Q(stopped_at=None), name="running_clocks_by_red"),
            models.Index(fields=["yellow_at"], condition=models.Q(stopped_at=None), name="running_clocks_by_yellow"),
            models.Index(
                fields=["body", "red_at", "yellow_at"], condition=models.Q(stopped_at=None), name="board_of_a_body"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.due_at}"


class ClockMove(models.Model):
    """The last day of a running clock became another: from when to when, and by which act or calendar."""

    clock = models.ForeignKey(Clock, models.PROTECT, related_name="moves")
    cause = models.CharField(max_length=60, help_text=_("The verb, or `calendar` with its division and year."))
    from_due_at = models.DateTimeField()
    to_due_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("moved deadline")
        verbose_name_plural = _("moved deadlines")

    def __str__(self) -> str:
        return f"{self.clock_id} {self.from_due_at} → {self.to_due_at}"
