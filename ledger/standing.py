"""How the ledger stands now, for pages and health checks."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from ledger import alarms, checkpoint, options, tree
from ledger.models import Alarm, Chain, Cosignature, Entry, Leaf, Log, Waiting

# Longer than a beat of the anchorer and a slow block: before that, waiting is the normal course.
SLOW = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class ChainState:
    """`size` is what the contract held at `depth` when last looked at; `status` ok, waiting or stopped, `note` why."""

    name: str
    chain_id: int
    contract: str
    depth: int
    size: int
    looked_at: datetime | None
    status: str
    note: str
    local: bool


@dataclass(frozen=True, slots=True)
class WitnessState:
    """`size` of the newest head that the witness co-signed, 0 for none."""

    name: str
    size: int
    at: datetime | None


@dataclass(frozen=True, slots=True)
class AlarmState:
    """`about` names the entry, log or chain."""

    kind: str
    about: str
    detail: str
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class LedgerState:
    """`root` in hex; `waiting` entries have no leaf yet; `unanchored` (not confirmed by enough chains and witnesses)
    includes them; `lamp` green, yellow or red.
    """

    origin: str
    size: int
    root: str
    head_at: datetime | None
    anchored_size: int
    waiting: int
    unanchored: int
    oldest_unanchored_at: datetime | None
    chains: tuple[ChainState, ...]
    witnesses: tuple[WitnessState, ...]
    alarms: tuple[AlarmState, ...]
    lamp: str


def state() -> LedgerState:
    """The log that grows now; `unanchored` also counts what the log before it still has to bring out."""
    logs = list(Log.objects.order_by("-id")[:2])
    log = logs[0] if logs else None
    head = tree.newest_head(log) if log else None
    chains = _chains(log)
    raised = tuple(
        AlarmState(alarm.kind, alarm.about, alarm.detail, alarm.raised_at)
        for alarm in Alarm.objects.filter(cleared_at=None).order_by("raised_at")
    )
    oldest = _oldest_unanchored(logs)
    waiting = Waiting.objects.count()
    return LedgerState(
        origin=log.origin if log else "",
        size=head.size if head else 0,
        root=bytes(head.root).hex() if head else "",
        head_at=head.at if head else None,
        anchored_size=confirmed_size(log) if log else 0,
        waiting=waiting,
        unanchored=waiting + sum(max(0, _size(each) - confirmed_size(each)) for each in logs),
        oldest_unanchored_at=oldest,
        chains=chains,
        witnesses=_witnesses(log),
        alarms=raised,
        lamp=_lamp(oldest, chains, bool(raised)),
    )


def late() -> bool:
    """Whether an entry waits for its anchor longer than its receipt promised."""
    oldest = _oldest_unanchored(list(Log.objects.order_by("-id")[:2]))
    return oldest is not None and timezone.now() - oldest > options.max_age()


def decisions_may_go_on() -> bool:
    """False only where the setting makes decisions wait for late anchors; submissions never ask this."""
    return not (options.late_stops() and late())


def tell_lateness() -> None:
    """Raises the alarm about late anchors, or clears it."""
    if late():
        minutes = options.max_age() // timedelta(minutes=1)
        alarms.raise_alarm(alarms.ANCHORING_LATE, "anchors", f"the oldest entry has waited more than {minutes} minutes")
    else:
        alarms.clear([alarms.ANCHORING_LATE])


def _size(log: Log) -> int:
    head = tree.newest_head(log)
    return head.size if head else 0


def confirmed_size(log: Log) -> int:
    """Up to which size enough chains and witnesses together hold the log."""
    chains = {chain.chain_id: chain.size for chain in sorted(_chains(log), key=lambda chain: chain.size)}
    held = [*chains.values()] + [witness.size for witness in _witnesses(log)]
    return sorted(held, reverse=True)[options.need() - 1] if len(held) >= options.need() else 0


def _chains(log: Log | None) -> tuple[ChainState, ...]:
    return tuple(
        ChainState(
            row.name,
            row.chain_id,
            row.contract,
            row.depth,
            row.final_size,
            row.looked_at,
            row.status,
            row.note,
            row.chain_id in options.LOCAL_CHAIN_IDS,
        )
        for row in Chain.objects.filter(log=log, retired_at=None).order_by("id")
    )


def _witnesses(log: Log | None) -> tuple[WitnessState, ...]:
    states = []
    for key in options.witnesses():
        name = checkpoint.read_verifier_key(key)[0]
        last = (
            Cosignature.objects.filter(head__log=log, witness=name)
            .select_related("head")
            .order_by("-head__size")
            .first()
        )
        states.append(WitnessState(name, last.head.size if last else 0, last.at if last else None))
    return tuple(states)


def _oldest_unanchored(logs: list[Log]) -> datetime | None:
    queue = Waiting.objects.order_by("entry_id").values("entry_id")[:1]
    found = [Entry.objects.filter(id__in=queue).values_list("at", flat=True).first()]
    for log in logs:
        first = Leaf.objects.filter(log=log, index=confirmed_size(log))
        found.append(first.values_list("entry__at", flat=True).first())
    return min((at for at in found if at), default=None)


def _lamp(oldest: datetime | None, chains: tuple[ChainState, ...], alarmed: bool) -> str:
    age = timezone.now() - oldest if oldest else timedelta()
    if alarmed or age > options.max_age():
        return "red"
    if age > SLOW or any(chain.status != Chain.Status.OK for chain in chains):
        return "yellow"
    return "green"
