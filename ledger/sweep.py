"""The sweep that never ends: each ring re-hashes one stretch of the record and raises or clears the alarms about it."""

import time
from collections.abc import Iterator

from ledger import alarms, entry, merkle, stored, tree
from ledger.merkle import TILE_WIDTH
from ledger.models import Log, Tile

STRETCH = TILE_WIDTH * 20
RING_SECONDS = 10


def sweep(turn: int | None = None) -> int:
    """Checks the stretch whose turn it is, by the clock unless told, so that no place is kept that could be lost.

    The number of leaves read. A million entries come round in about half an hour.
    """
    stretches = [(log, start) for log in Log.objects.order_by("id") for start in range(0, _size(log), STRETCH)]
    if not stretches:
        return 0
    turn = int(time.time()) // RING_SECONDS if turn is None else turn
    log, start = stretches[turn % len(stretches)]
    end = min(start + STRETCH, _size(log))
    found: dict[tuple[str, str], str] = {}
    hashes: dict[int, bytes] = {}
    for index, hashed, row in stored.leaves(log, start, end):
        hashes[index] = entry.leaf_hash(row.committed)
        why = entry.fault_of(row) or ("" if hashed == hashes[index] else "its leaf is another")
        found[alarms.ENTRY_CHANGED, str(row.public_id)] = why
    for index in range(start, end):
        found[alarms.ENTRY_CHANGED, f"{log.origin}#{index}"] = "" if index in hashes else "its leaf is gone"
    for number, why in _tiles(log, start, end, hashes):
        found[alarms.TILE_CHANGED, f"{log.origin} 0/{number}"] = why
    _tell(found)
    return len(hashes)


def _size(log: Log) -> int:
    head = tree.newest_head(log)
    return head.size if head else 0


def _tiles(log: Log, start: int, end: int, hashes: dict[int, bytes]) -> Iterator[tuple[int, str]]:
    first, last = start // TILE_WIDTH, end // TILE_WIDTH
    tiles = Tile.objects.filter(log=log, level=0, index__gte=first, index__lt=last).values_list(
        "index", "hashes", "root"
    )
    stored = {index: (bytes(row), bytes(root)) for index, row, root in tiles}
    for number in range(first, last):
        row = [hashes.get(index, b"") for index in range(number * TILE_WIDTH, (number + 1) * TILE_WIDTH)]
        right = stored.get(number) == (b"".join(row), merkle.fold(row))
        yield number, "" if right else "other hashes than the entries give"


def _tell(found: dict[tuple[str, str], str]) -> None:
    """Raises what is wrong and clears what is right again, {(kind, about): why or ""}."""
    for kind, about in alarms.open_ones() & found.keys():
        if not found[kind, about]:
            alarms.clear([kind], about)
    for (kind, about), why in found.items():
        if why:
            alarms.raise_alarm(kind, about, why)
