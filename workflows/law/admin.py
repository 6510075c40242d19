"""Calendars and office hours in the administration."""

from django.contrib import admin
from unfold.admin import ModelAdmin

from workflows.law.models import CalendarDay, CalendarYear, OfficeHours


@admin.register(CalendarYear)
class CalendarYearAdmin(ModelAdmin):  # type: ignore[misc]
    """Whether a year's list is published; dates beyond it are provisional."""

    list_display = ("year", "division", "status", "is_whole", "source", "imported_at")
    list_filter = ("status", "division")
    ordering = ("-year", "division")


@admin.register(CalendarDay)
class CalendarDayAdmin(ModelAdmin):  # type: ignore[misc]
    """Days off, and make-up days that are worked."""

    list_display = ("on", "division", "is_working", "note_zh", "note_en", "source")
    list_filter = ("is_working", "division")
    search_fields = ("note_zh", "note_en")
    date_hierarchy = "on"


@admin.register(OfficeHours)
class OfficeHoursAdmin(ModelAdmin):  # type: ignore[misc]
    """When a division's offices are open, and what that means for a last day."""

    list_display = ("division", "morning_from", "afternoon_to", "ends_at_close", "late_counts_next_day")
