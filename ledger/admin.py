"""Heads, anchors and alarms in the administration; entries and salts are shown nowhere."""

from django.contrib import admin
from unfold.admin import ModelAdmin

from ledger.models import Alarm, Anchor, Chain, Head, Log


@admin.register(Log)
class LogAdmin(ModelAdmin):  # type: ignore[misc]
    """The logs and the keys under which their heads are signed."""

    list_display = ("origin", "algorithm", "year", "opened_at")


@admin.register(Head)
class HeadAdmin(ModelAdmin):  # type: ignore[misc]
    """Signed tree heads."""

    list_display = ("log", "size", "root", "at")
    list_filter = ("log",)
    fields = ("log", "size", "root", "at", "note")


@admin.register(Chain)
class ChainAdmin(ModelAdmin):  # type: ignore[misc]
    """The chains and contracts on which heads are anchored."""

    list_display = ("name", "chain_id", "contract", "depth", "status", "looked_at")
    list_filter = ("status",)


@admin.register(Anchor)
class AnchorAdmin(ModelAdmin):  # type: ignore[misc]
    """Which head went to which chain, and when it was final."""

    list_display = ("chain", "head", "nonce", "tx_hash", "sent_at", "final_at", "gone_at")
    list_filter = ("chain",)
    exclude = ("raw",)


@admin.register(Alarm)
class AlarmAdmin(ModelAdmin):  # type: ignore[misc]
    """What the ledger found wrong with itself."""

    list_display = ("kind", "about", "raised_at", "cleared_at")
    list_filter = ("kind", "cleared_at")
