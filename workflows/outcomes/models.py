"""Rows for decisions, issued documents and certificates; the database lets most be written once and never changed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Func, IntegerField, Q, TextField, Value
from django.db.models.lookups import Exact, GreaterThan
from django.utils.translation import gettext_lazy as _

SUPERSEDED = ("changed", "renewed", "corrected")
"""States of a certificate whose place another one has taken."""
ADVERSE_STATUSES = ("suspended", "recalled", "revoked", "stripped")
STATUSES = ("valid", *SUPERSEDED, *ADVERSE_STATUSES, "cancelled")


def _full_list(field: str) -> GreaterThan:
    """A JSON list with something in it; other JSON fails."""
    is_list = Exact(Func(F(field), function="jsonb_typeof", output_field=TextField()), Value("array"))
    length = Func(F(field), function="jsonb_array_length", output_field=IntegerField())
    return GreaterThan(models.Case(models.When(is_list, then=length), default=Value(0)), Value(0))


def founded() -> Q:
    """Reasons that are more than blanks, articles and rights that are named, and where to turn to online."""
    said = Q(reasons__regex=r"\S") & Q(online__regex=r"\S")
    return said & Q(_full_list("bases")) & Q(_full_list("rights"))


class Decision(models.Model):
    """What a body decided on a case (准予、不予): once, and for good."""

    case = models.UUIDField(_("case"), unique=True)
    outcome = models.SlugField(_("outcome"), max_length=20)
    reasons = models.TextField(_("reasons"), blank=True)
    bases = models.JSONField(_("legal bases"), default=list, help_text=_("Articles, as printed."))
    rights = models.JSONField(_("rights"), default=list, help_text=_("What the applicant may do against it."))
    online = models.CharField(_("online reconsideration"), max_length=300, blank=True)
    decided_by = models.UUIDField(_("decided by"), null=True, help_text=_("Empty: decided by rule."))
    body = models.SlugField(_("body"), max_length=40)
    at = models.DateTimeField(_("decided at"))

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(outcome__in=["granted", "refused"]), name="decision_grants_or_refuses"),
            models.CheckConstraint(
                condition=~Q(outcome="refused") | founded(),
                name="a_refusal_says_why_by_which_law_and_what_can_be_done",
            ),
            # Decisions made by rule alone may only be in the applicant's favour.
            models.CheckConstraint(
                condition=Q(outcome="granted") | Q(decided_by__isnull=False), name="a_person_refuses"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.outcome}"


class Series(models.Model):
    """A run of document numbers of one body in one year."""

    name = models.CharField(_("name"), max_length=80)
    year = models.PositiveSmallIntegerField(_("year"))
    last = models.PositiveIntegerField(_("last number"), default=0)

    class Meta:
        verbose_name = _("number series")
        verbose_name_plural = _("number series")
        constraints: ClassVar = [models.UniqueConstraint(fields=["name", "year"], name="one_series_a_year")]

    def __str__(self) -> str:
        return f"{self.name}〔{self.year}〕"


class Reservation(models.Model):
    """The number and public code kept for one document before it is written, so that a second try gets the same."""

    case = models.UUIDField()
    kind = models.SlugField(max_length=40)
    seq = models.PositiveIntegerField()
    series = models.ForeignKey(Series, models.PROTECT, related_name="+")
    value = models.PositiveIntegerField()
    code = models.CharField(max_length=12, unique=True)

    class Meta:
        verbose_name = _("reserved number")
        verbose_name_plural = _("reserved numbers")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind", "seq"], name="one_number_a_document"),
            models.UniqueConstraint(fields=["series", "value"], name="one_document_a_number"),
        ]

    def __str__(self) -> str:
        return f"{self.series_id}/{self.value}"


class IssuedDocument(models.Model):
    """A document that went out, byte for byte; it commits together with the case it speaks of."""

    case = models.UUIDField(_("case"))
    kind = models.SlugField(_("kind"), max_length=40)
    seq = models.PositiveIntegerField(_("sequence"), help_text=_("Tells documents of one kind in one case apart."))
    number = models.CharField(_("number"), max_length=120)
    code = models.CharField(_("public code"), max_length=12, unique=True)
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    pdf = models.BinaryField(_("file"))
    body = models.SlugField(_("body"), max_length=40)
    is_sealed = models.BooleanField(_("sealed"))
    at = models.DateTimeField(_("issued at"))

    class Meta:
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind", "seq"], name="one_document_of_a_kind_and_sequence"),
            models.CheckConstraint(
                condition=Exact(
                    F("sha256"),
                    Func(Func(F("pdf"), function="sha256"), Value("hex"), function="encode", output_field=TextField()),
                ),
                name="the_digest_is_of_the_file",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class Certificate(models.Model):
    """An electronic certificate (电子证照); only its status ever changes, and each change is a row of its own."""

    number = models.CharField(_("number"), max_length=100, unique=True, help_text=_("Identifier after GB/T 36904."))
    code = models.CharField(_("public code"), max_length=12, unique=True)
    case = models.UUIDField(_("case"), db_index=True)
    item_code = models.SlugField(_("service item"), max_length=60)
    holder = models.UUIDField(_("holder"), db_index=True)
    holder_name = models.CharField(_("holder's name"), max_length=200)
    title_zh = models.CharField(_("title (Chinese)"), max_length=100)
    title_en = models.CharField(_("title (English)"), max_length=200)
    body = models.SlugField(_("body"), max_length=40)
    values = models.JSONField(_("printed values"), help_text=_("What the paper says, row by row."))
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, help_text=_("The last valid day; empty: without end."))
    status = models.SlugField(_("status"), max_length=20, default="valid")
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")
    document = models.OneToOneField(IssuedDocument, models.PROTECT, related_name="certificate")
    at = models.DateTimeField(_("issued at"))

    class Meta:
        verbose_name = _("certificate")
        verbose_name_plural = _("certificates")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="certificate_status_is_known"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="certificate_ends_later"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title_zh} {self.holder_name}"


class StatusChange(models.Model):
    """From a day on, a certificate has another status; the rows together answer for any past day."""

    certificate = models.ForeignKey(Certificate, models.PROTECT, related_name="changes")
    act = models.SlugField(_("act"), max_length=20)
    status = models.SlugField(_("status"), max_length=20)
    from_on = models.DateField(_("from"), help_text=_("The first day of the new status."))
    reasons = models.TextField(_("reasons"), blank=True)
    bases = models.JSONField(_("legal bases"), default=list)
    rights = models.JSONField(_("rights"), default=list)
    online = models.CharField(_("online reconsideration"), max_length=300, blank=True)
    body = models.SlugField(_("body"), max_length=40)
    decided_by = models.UUIDField(_("decided by"), null=True)
    document = models.ForeignKey(IssuedDocument, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(_("recorded at"))

    class Meta:
        verbose_name = _("status of a certificate")
        verbose_name_plural = _("statuses of certificates")
        indexes: ClassVar = [models.Index(fields=["certificate", "from_on", "id"], name="status_on_a_day")]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(status__in=STATUSES), name="changed_status_is_known"),
            models.CheckConstraint(
                condition=~Q(status__in=ADVERSE_STATUSES) | founded(),
                name="an_adverse_act_says_why_by_which_law_and_what_can_be_done",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=ADVERSE_STATUSES) | Q(decided_by__isnull=False), name="a_person_acts_adversely"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.certificate_id} {self.status} {self.from_on}"


class StatusPlace(models.Model):
    """Where the public status lists speak of a certificate: a place drawn by lot, so that it tells nothing."""

    certificate = models.OneToOneField(Certificate, models.PROTECT, related_name="place")
    number = models.PositiveIntegerField(_("list"))
    place = models.PositiveIntegerField(_("place"))

    class Meta:
        verbose_name = _("place in a status list")
        verbose_name_plural = _("places in status lists")
        constraints: ClassVar = [models.UniqueConstraint(fields=["number", "place"], name="one_certificate_a_place")]

    def __str__(self) -> str:
        return f"{self.number}#{self.place}"
