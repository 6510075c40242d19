"""Rows for the days that are worked: lists of days by division and year, and each division's office hours."""

import uuid
from datetime import time
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarYear(models.Model):
    """Whether a division's list for a year is published; days of a year without one are provisional."""

    class Status(models.TextChoices):
        PUBLISHED = "published", _("published")
        PROVISIONAL = "provisional", _("provisional")

    division = models.CharField(_("division"), max_length=12, help_text=_("000000 is the whole country."))
    year = models.PositiveSmallIntegerField(_("year"))
    status = models.SlugField(_("status"), max_length=12, choices=Status.choices)
    is_whole = models.BooleanField(
        _("whole list"), default=True, help_text=_("Otherwise the days are added to the list of the wider division.")
    )
    source = models.CharField(_("source"), max_length=200)
    imported_at = models.DateTimeField(_("imported"))
    imported_by = models.CharField(_("imported by"), max_length=80)

    class Meta:
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["division", "year"], name="one_list_a_year"),
            models.CheckConstraint(
                condition=models.Q(status__in=["published", "provisional"]), name="a_list_is_published_or_provisional"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.division} {self.year} {self.status}"


class CalendarDay(models.Model):
    """A day on which a division departs from Monday to Friday."""

    division = models.CharField(_("division"), max_length=12)
    on = models.DateField(_("day"))
    is_working = models.BooleanField(_("is worked"))
    note_zh = models.CharField(_("note (Chinese)"), max_length=60, blank=True)
    note_en = models.CharField(_("note (English)"), max_length=60, blank=True)
    source = models.CharField(_("source"), max_length=200)

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        constraints: ClassVar = [models.UniqueConstraint(fields=["division", "on"], name="a_day_is_listed_once")]

    def __str__(self) -> str:
        return f"{self.division} {self.on} {'worked' if self.is_working else 'off'}"


class OfficeHours(models.Model):
    """When a division's offices are open, and what that means for a last day."""

    division = models.CharField(_("division"), max_length=12, primary_key=True)
    morning_from = models.TimeField(_("morning from"))
    morning_to = models.TimeField(_("morning to"))
    afternoon_from = models.TimeField(_("afternoon from"))
    afternoon_to = models.TimeField(_("afternoon to"))
    ends_at_close = models.BooleanField(
        _("a last day ends at the close of business"), default=False, help_text=_("Otherwise at 24:00 (民法典 203).")
    )
    late_counts_next_day = models.BooleanField(_("after hours counts as the next working day"), default=False)

    class Meta:
        verbose_name = _("office hours")
        verbose_name_plural = _("office hours")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(morning_from__lt=models.F("morning_to"))
                & models.Q(morning_to__lte=models.F("afternoon_from"))
                & models.Q(afternoon_from__lt=models.F("afternoon_to")),
                name="office_hours_are_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.division

    @property
    def spans(self) -> tuple[tuple[time, time], ...]:
        """Morning and afternoon, in order."""
        return (self.morning_from, self.morning_to), (self.afternoon_from, self.afternoon_to)


class CalendarRevision(models.Model):
    """One row that a trigger renews whenever a calendar changes, so that every process sees it at once."""

    id = models.BooleanField(primary_key=True, default=True)
    revision = models.UUIDField(default=uuid.uuid4)

    class Meta:
        constraints: ClassVar = [models.CheckConstraint(condition=models.Q(id=True), name="one_calendar_revision")]

    def __str__(self) -> str:
        return str(self.revision)
