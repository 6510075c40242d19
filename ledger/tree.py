"""Stored trees: hashes of any node of a log from its leaves and tiles, and the proofs made of them."""

from functools import lru_cache

from ledger import merkle
from ledger.errors import BrokenTree
from ledger.merkle import TILE_HEIGHT, TILE_WIDTH, Frontier, Node
from ledger.models import Head, Leaf, Log, Tile

HASH_BYTES = 32


def cut(data: bytes) -> list[bytes]:
    return [data[start : start + HASH_BYTES] for start in range(0, len(data), HASH_BYTES)]


def nodes(log: Log) -> Node:
    """Reader of the log's nodes; a complete tile is read once, at most three for a proof in a tree of 16 million."""

    @lru_cache(maxsize=64)
    def row(level: int, index: int) -> list[bytes]:
        tile = Tile.objects.filter(log=log, level=level, index=index).values_list("hashes", flat=True).first()
        return cut(bytes(tile)) if tile is not None else _edge(log, level, index)

    def node(level: int, index: int) -> bytes:
        tile_level, rest = divmod(level, TILE_HEIGHT)
        first = index << rest
        start = first % TILE_WIDTH
        found = row(tile_level, first // TILE_WIDTH)[start : start + (1 << rest)]
        if len(found) != 1 << rest:
            raise BrokenTree(f"{log.origin}: node {index} of level {level} is not stored")
        return merkle.fold(found)

    return node


def _edge(log: Log, level: int, index: int) -> list[bytes]:
    """The hashes of a tile that is not complete yet: leaves, or the roots of the tiles below."""
    low, high = index * TILE_WIDTH, (index + 1) * TILE_WIDTH
    if level == 0:
        found = Leaf.objects.filter(log=log, index__gte=low, index__lt=high).order_by("index")
        return [bytes(one) for one in found.values_list("hash", flat=True)]
    tiles = Tile.objects.filter(log=log, level=level - 1, index__gte=low, index__lt=high).order_by("index")
    return [bytes(one) for one in tiles.values_list("root", flat=True)]


def frontier(log: Log, size: int) -> Frontier:
    """The edge from which the log grows on, read from storage; its root must be the last head's."""
    edge = []
    level = 0
    while size >> TILE_HEIGHT * level:
        edge.append(_edge(log, level, size >> TILE_HEIGHT * (level + 1)))
        level += 1
    return Frontier(size, edge)


def root(log: Log, size: int) -> bytes:
    return merkle.tree_root(size, nodes(log))


def newest_head(log: Log) -> Head | None:
    return Head.objects.filter(log=log).order_by("-size").first()


def current_log() -> Log | None:
    return Log.objects.order_by("-id").first()


def consistency(log: Log, first: int, second: int) -> list[bytes]:
    return merkle.consistency_path(first, second, nodes(log))
