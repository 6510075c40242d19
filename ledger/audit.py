"""The full re-audit: walks every row, builds every tree anew and names whatever is not as it was signed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from ledger import checkpoint, entry, stored
from ledger.alarms import ANCHORING_LATE
from ledger.entry import Stored
from ledger.erasure import ERASED
from ledger.errors import BadCheckpoint
from ledger.merkle import EMPTY_ROOT, Frontier, FullTile
from ledger.models import Alarm, Entry, Head, Log, Tile, Waiting

CHUNK = 5_000


@dataclass(frozen=True, slots=True)
class Finding:
    """`what`: entry, leaf, tile, head, log or chain; `which` names it."""

    what: str
    which: str
    why: str


def audit() -> Iterator[Finding]:
    """Everything that is wrong in the stored record, oldest first; never raises on bad rows."""
    for log in Log.objects.order_by("id"):
        yield from _Walk(log).run()
    yield from _unplaced()
    yield from _erased()
    # An anchor that comes late leaves the record as sound as it was.
    for alarm in Alarm.objects.filter(cleared_at=None).exclude(kind=ANCHORING_LATE).order_by("id"):
        yield Finding("alarm", f"{alarm.kind} {alarm.about}", alarm.detail)


class _Walk:
    """One pass over a log in the order of its leaves, with the tree rebuilt from the entries alone."""

    def __init__(self, log: Log) -> None:
        self.log = log
        self.frontier = Frontier()
        self.heads = iter(Head.objects.filter(log=log).order_by("size").iterator(CHUNK))
        self.head = next(self.heads, None)

    def run(self) -> Iterator[Finding]:
        for index, hashed, row in stored.leaves(self.log):
            if index != self.frontier.size:
                yield Finding("leaf", f"{self.log.origin}#{self.frontier.size}", f"missing before {index}")
                return
            yield from self._leaf(hashed, row)
            yield from self._due_heads()
        while self.head is not None:
            yield Finding("head", f"{self.log.origin}@{self.head.size}", f"only {self.frontier.size} leaves are stored")
            self.head = next(self.heads, None)

    def _leaf(self, hashed: bytes, row: Stored) -> Iterator[Finding]:
        why = entry.fault_of(row)
        expected = entry.leaf_hash(row.committed)
        if not why and hashed != expected:
            why = "its leaf is not the leaf of its commitment"
        if why:
            yield Finding("entry", str(row.public_id), why)
        for tile in self.frontier.append(expected):
            yield from self._tile(tile)

    def _tile(self, tile: FullTile) -> Iterator[Finding]:
        rows = Tile.objects.filter(log=self.log, level=tile.level, index=tile.index).values_list("hashes", "root")
        found = rows.first()
        if found is None:
            why = "missing"
        elif bytes(found[0]) != b"".join(tile.hashes) or bytes(found[1]) != tile.root:
            why = "other hashes than the entries give"
        else:
            return
        yield Finding("tile", f"{self.log.origin} {tile.level}/{tile.index}", why)

    def _due_heads(self) -> Iterator[Finding]:
        while self.head is not None and self.head.size <= self.frontier.size:
            why = self._head_fault(self.head)
            if why:
                yield Finding("head", f"{self.log.origin}@{self.head.size}", why)
            self.head = next(self.heads, None)

    def _head_fault(self, head: Head) -> str:
        try:
            signed = checkpoint.check(head.note, bytes(self.log.public_key))
        except BadCheckpoint as error:
            return str(error)
        if (signed.origin, signed.size, signed.root) != (self.log.origin, head.size, bytes(head.root)):
            return "its columns are not what was signed"
        root = self.frontier.root() if head.size else EMPTY_ROOT
        return "" if signed.root == root else "the entries do not give the root that was signed"


def _erased() -> Iterator[Finding]:
    """Entries without content for which no erasure is recorded."""
    told = set(Entry.objects.filter(verb=ERASED).values_list("subject", flat=True))
    for public_id in Entry.objects.filter(canonical=None).values_list("public_id", flat=True):
        if f"entry:{public_id}" not in told:
            yield Finding("entry", str(public_id), "its content is gone and no erasure is recorded")


def _unplaced() -> Iterator[Finding]:
    """Entries that stand in no tree and no queue: taken out of one of them."""
    queued = Waiting.objects.values("entry_id")
    lost = Entry.objects.filter(leaf=None).exclude(id__in=queued)
    for public_id in lost.values_list("public_id", flat=True):
        yield Finding("entry", str(public_id), "has no leaf and does not wait for one")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w.entry_id FROM ledger_waiting w LEFT JOIN ledger_entry e ON e.id = w.entry_id WHERE e.id IS NULL"
        )
        for (row,) in cursor.fetchall():
            yield Finding("entry", f"#{row}", "waits for a leaf, but is gone")
