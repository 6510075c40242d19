"""Cases in the administration, for the auditor's eyes: what moved when, and nothing of what they contain."""

from django.contrib import admin
from unfold.admin import ModelAdmin

from workflows.cases.models import Case, Event, Incident


@admin.register(Case)
class CaseAdmin(ModelAdmin):  # type: ignore[misc]
    """Where each case stands."""

    list_display = ("number", "item_code", "state", "channel", "received_at", "decided_at", "finished_at")
    list_filter = ("state", "item_code", "channel")
    search_fields = ("number",)
    fields = (
        *("number", "item_code", "pack", "kind", "state", "version", "channel", "is_deemed_accepted"),
        *("created_at", "changed_at", "received_at", "accepted_at", "decided_at", "finished_at"),
    )


@admin.register(Event)
class EventAdmin(ModelAdmin):  # type: ignore[misc]
    """Every move of every case, with the entry of the ledger that proves it."""

    list_display = ("case", "seq", "verb", "from_state", "to_state", "body", "channel", "at", "entry")
    list_filter = ("verb", "channel", "body")
    search_fields = ("case__number", "=entry")
    fields = (
        "case",
        "seq",
        "verb",
        "at",
        "person",
        "body",
        "actor_kind",
        "client",
        "channel",
        "from_state",
        "to_state",
        "entry",
    )
    date_hierarchy = "at"


@admin.register(Incident)
class IncidentAdmin(ModelAdmin):  # type: ignore[misc]
    """Every incident, settled or not; the page of incidents has the button that tries again."""

    list_display = ("case", "element", "code", "job_kind", "times", "opened_at", "settled_at")
    list_filter = ("code", "job_kind", "settled_at")
    search_fields = ("case__number", "element")
    fields = (
        *("case", "element", "code", "message", "expression", "types", "pack_sha256", "job", "job_kind"),
        *("times", "opened_at", "last_at", "settled_at", "settled_by"),
    )
