"""Decisions, certificates and issued documents in the administration, for the auditor's eyes."""

from django.contrib import admin
from unfold.admin import ModelAdmin

from workflows.outcomes.models import Certificate, Decision, IssuedDocument, StatusChange


@admin.register(Decision)
class DecisionAdmin(ModelAdmin):  # type: ignore[misc]
    """What was decided, by whom, for which reasons."""

    list_display = ("case", "outcome", "body", "decided_by", "at")
    list_filter = ("outcome", "body")
    date_hierarchy = "at"


@admin.register(Certificate)
class CertificateAdmin(ModelAdmin):  # type: ignore[misc]
    """The register of certificates; printed values stay out, for they tell of persons."""

    list_display = ("number", "item_code", "body", "status", "valid_from", "valid_to")
    list_filter = ("status", "item_code", "body")
    search_fields = ("number", "code")
    fields = ("number", "case", "item_code", "title_zh", "title_en", "body", "status", "valid_from", "valid_to", "at")


@admin.register(StatusChange)
class StatusChangeAdmin(ModelAdmin):  # type: ignore[misc]
    """What happened to certificates after their issue."""

    list_display = ("certificate", "act", "status", "from_on", "body", "decided_by")
    list_filter = ("act", "status", "body")


@admin.register(IssuedDocument)
class IssuedDocumentAdmin(ModelAdmin):  # type: ignore[misc]
    """What was issued, by its number and digest; never its bytes."""

    list_display = ("kind", "number", "case", "body", "is_sealed", "at")
    list_filter = ("kind", "body", "is_sealed")
    search_fields = ("number", "code", "sha256")
    fields = ("kind", "seq", "number", "code", "case", "body", "sha256", "is_sealed", "at")
