"""Background work in the administration: what waits, what failed."""

from django.contrib import admin
from unfold.admin import ModelAdmin

from workflows.outside.models import Job


@admin.register(Job)
class JobAdmin(ModelAdmin):  # type: ignore[misc]
    """Jobs without their payload, which may name persons."""

    list_display = ("kind", "dedupe", "attempts", "run_at", "done_at", "failed_at")
    list_filter = ("kind", "done_at", "failed_at")
    fields = ("kind", "dedupe", "attempts", "created_at", "run_at", "lease_until", "done_at", "failed_at")
    search_fields = ("dedupe",)
