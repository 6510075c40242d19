"""Gives committed entries their places in the tree and signs the head over them.

A crash at any point leaves the last commit: leaves, tiles, head and the emptied queue commit together or not at all.
"""

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from ledger import alarms, checkpoint, entry, keys, options, stored, tree
from ledger.checkpoint import Checkpoint
from ledger.entry import Stored
from ledger.errors import BadCheckpoint, BusyLog, KeyUnusable, LedgerError
from ledger.merkle import EMPTY_ROOT, Frontier, FullTile
from ledger.models import Head, Log, Tile, Waiting

BATCH = 10_000
# One key for the whole database: whoever holds it sequences, everybody else goes home.
LOCK = 0x0E7E_5EC0


class Fault(LedgerError):
    """Something stored is not as it was: `kind` is the alarm's, `about` names the entry or log."""

    def __init__(self, kind: str, about: str, detail: str) -> None:
        super().__init__(kind, about, detail)
        self.kind, self.about, self.detail = kind, about, detail


def sequence(batch: int = BATCH) -> int:
    """Sequences what waits, `batch` entries for each signed head; the number of entries that got their leaf.

    0 where another sequencer is at work, an alarm forbids it, or a row is not what was committed (which raises one).
    """
    done = 0
    while not alarms.stopping():
        try:
            with transaction.atomic():
                got = _one_batch(batch)
        except Fault as fault:
            alarms.raise_alarm(fault.kind, fault.about, fault.detail)
            break
        done += got
        if got < batch:
            break
    return done


def _one_batch(batch: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return 0
    waiting = _waiting(batch)
    if not waiting:
        return 0
    log = open_log()
    frontier = _trusted_frontier(log)
    start = frontier.size
    rows = stored.entries(waiting)
    if len(rows) != len(waiting):
        missing = min(set(waiting) - {row.row for row in rows})
        raise Fault(alarms.WAITING_CHANGED, f"#{missing}", "a waiting entry is gone from the table")
    hashes = [_leaf(row) for row in rows]
    tiles = [tile for leaf in hashes for tile in frontier.append(leaf)]
    _store(log, start, list(zip(waiting, hashes, strict=True)), tiles)
    _sign(log, frontier)
    alarms.clear([alarms.WAITING_CHANGED, alarms.TREE_CHANGED, alarms.HEAD_KEY_CHANGED])
    return len(rows)


def _waiting(batch: int) -> list[int]:
    """Never by an id above the last one: transactions commit in another order than they take their ids."""
    return list(Waiting.objects.order_by("entry_id").values_list("entry_id", flat=True)[:batch])


def _leaf(row: Stored) -> bytes:
    """The leaf of a row, read again as what it claims to be: a flipped bit must not get a signature."""
    why = entry.fault_of(row)
    if why:
        raise Fault(alarms.WAITING_CHANGED, str(row.public_id), why)
    return entry.leaf_hash(row.committed)


def open_log() -> Log:
    """The log that grows: one a year, made at first need under this installation's name and head key."""
    log = tree.current_log()
    try:
        key = checkpoint.public_bytes(keys.head_key())
    except KeyUnusable as error:
        raise Fault(alarms.HEAD_KEY_CHANGED, log.origin if log else "", str(error)) from error
    # A clock that went back must not open last year's log again.
    if log is None or log.year < _year():
        return _new_log(_year(), key)
    if bytes(log.public_key) != key:
        raise Fault(alarms.HEAD_KEY_CHANGED, log.origin, "the head key on disk is not the key of this log")
    return log


def _new_log(year: int, key: bytes) -> Log:
    """The first of a year is named by it; one that takes over within the year has its number behind it."""
    number = Log.objects.filter(year=year).count() + 1
    origin = f"{options.host()}/ledger/{entry.ALGORITHM}/{year}" + (f".{number}" if number > 1 else "")
    return Log.objects.create(
        origin=origin, algorithm=entry.ALGORITHM, year=year, public_key=key, opened_at=timezone.now()
    )


def succeed() -> Log:
    """Ends the log that grows, whatever became of its key, and opens the next one under the head key that is now there.

    What the old log holds stays, and is anchored and proven as before; what waits goes into the new one. BusyLog
    while another sequencer is at work; KeyUnusable without a key.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                raise BusyLog("a sequencer is at work; try again")
        key = checkpoint.public_bytes(keys.head_key())
        last = tree.current_log()
        alarms.clear([alarms.HEAD_KEY_CHANGED])
        return _new_log(max(_year(), last.year if last else 0), key)


def _year() -> int:
    return timezone.localtime().year


def _trusted_frontier(log: Log) -> Frontier:
    """The stored edge of the tree, only if the last head was signed over exactly it."""
    head = tree.newest_head(log)
    frontier = tree.frontier(log, head.size if head else 0)
    try:
        signed = checkpoint.check(head.note, bytes(log.public_key)).root if head else EMPTY_ROOT
    except BadCheckpoint as error:
        raise Fault(alarms.TREE_CHANGED, log.origin, f"last head: {error}") from error
    if frontier.root() != signed:
        raise Fault(alarms.TREE_CHANGED, log.origin, "stored leaves or tiles are not what the last head signed")
    return frontier


def _store(log: Log, start: int, leaves: list[tuple[int, bytes]], tiles: list[FullTile]) -> None:
    try:
        with connection.cursor() as cursor:
            with cursor.copy("COPY ledger_leaf (entry_id, log_id, index, hash) FROM STDIN (FORMAT BINARY)") as copy:
                copy.set_types(["int8", "int8", "int8", "bytea"])
                for index, (row, leaf) in enumerate(leaves, start):
                    copy.write_row((row, log.id, index, leaf))
            cursor.execute("DELETE FROM ledger_waiting WHERE entry_id = ANY(%s)", [[row for row, _ in leaves]])
    except IntegrityError as error:
        raise Fault(alarms.TREE_CHANGED, log.origin, "a leaf stands where the last head says there is none") from error
    Tile.objects.bulk_create(
        Tile(log=log, level=tile.level, index=tile.index, hashes=b"".join(tile.hashes), root=tile.root)
        for tile in tiles
    )


def _sign(log: Log, frontier: Frontier) -> None:
    head = Checkpoint(log.origin, frontier.size, frontier.root())
    try:
        note = checkpoint.sign(head, keys.head_key())
        checkpoint.check(note, bytes(log.public_key))  # a device may sign with another key than it tells
    except (KeyUnusable, BadCheckpoint) as error:
        raise Fault(alarms.HEAD_KEY_CHANGED, log.origin, f"the head cannot be signed: {error}") from error
    Head.objects.create(log=log, size=head.size, root=head.root, at=timezone.now(), note=note)
