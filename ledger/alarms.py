"""Alarms: raised once, open until a later look finds the thing right again, and some of them stop the sequencer."""

import logging
from collections.abc import Iterable

from django.utils import timezone

from ledger.models import Alarm

WAITING_CHANGED = "waiting_changed"
ENTRY_CHANGED = "entry_changed"
TILE_CHANGED = "tile_changed"
TREE_CHANGED = "tree_changed"
HEAD_KEY_CHANGED = "head_key_changed"
CHAIN_AHEAD = "chain_ahead"
CHAIN_DIFFERS = "chain_differs"
CHAIN_FOREIGN = "chain_foreign"
CONTRACT_ABSENT = "contract_absent"
CONTRACT_OTHER = "contract_other"
WITNESS_AHEAD = "witness_ahead"
WITNESS_DIFFERS = "witness_differs"
ANCHORING_LATE = "anchoring_late"
OF_CHAINS = (CHAIN_AHEAD, CHAIN_DIFFERS, CHAIN_FOREIGN, CONTRACT_ABSENT, CONTRACT_OTHER, TREE_CHANGED)
# A chain or witness that knows more, or other, than this database: here was rewritten or restored, and would fork.
STOPPING = frozenset({CHAIN_AHEAD, CHAIN_DIFFERS, WITNESS_AHEAD, WITNESS_DIFFERS})

log = logging.getLogger(__name__)


def raise_alarm(kind: str, about: str, detail: str) -> None:
    """Opens the alarm where it is not open yet; says so in the log once."""
    _, new = Alarm.objects.get_or_create(
        kind=kind, about=about, cleared_at=None, defaults={"detail": detail, "raised_at": timezone.now()}
    )
    if new:
        log.error("ledger alarm", extra={"kind": kind, "about": about, "detail": detail})


def clear(kinds: Iterable[str], about: str | None = None) -> None:
    """Closes what is open of these kinds, about one thing or about all."""
    found = Alarm.objects.filter(kind__in=list(kinds), cleared_at=None)
    if about is not None:
        found = found.filter(about=about)
    found.update(cleared_at=timezone.now())


def clear_alarm(kind: str, about: str) -> None:
    """Closes one alarm, if it is open."""
    clear([kind], about)


def open_ones() -> set[tuple[str, str]]:
    """(kind, about) of every open alarm."""
    return set(Alarm.objects.filter(cleared_at=None).values_list("kind", "about"))


def stopping() -> bool:
    return Alarm.objects.filter(kind__in=STOPPING, cleared_at=None).exists()
