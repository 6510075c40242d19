"""Service items, their published versions and the words people search by, in the administration."""

from django.contrib import admin
from unfold.admin import ModelAdmin

from workflows.catalogue.models import PackProposal, PackVersion, ServiceItem, Synonym


@admin.register(ServiceItem)
class ServiceItemAdmin(ModelAdmin):  # type: ignore[misc]
    """What is offered, and by which version."""

    list_display = ("code", "title_zh", "title_en", "current", "is_offered")
    list_filter = ("is_offered",)
    search_fields = ("code", "title_zh", "title_en")
    exclude = ("search",)


@admin.register(PackVersion)
class PackVersionAdmin(ModelAdmin):  # type: ignore[misc]
    """Every version that was ever published, with its hash."""

    list_display = ("code", "number", "sha256", "published_at", "published_by", "approved_by")
    list_filter = ("code",)
    search_fields = ("code", "sha256")


@admin.register(PackProposal)
class PackProposalAdmin(ModelAdmin):  # type: ignore[misc]
    """Who proposed and who released which version, and where it is on trial."""

    list_display = ("code", "sha256", "division", "channel", "proposed_at", "released_at", "version", "ended_at")
    list_filter = ("code", "division", "channel")
    search_fields = ("code", "sha256")


@admin.register(Synonym)
class SynonymAdmin(ModelAdmin):  # type: ignore[misc]
    """Words of everyday speech, and the words of the catalogue for which they stand."""

    list_display = ("term", "means")
    search_fields = ("term", "means")
