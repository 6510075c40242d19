"""The RFC 9162 Merkle tree on plain hashes: growing it, cutting it into tiles, proving and checking."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ledger.errors import BadProof

TILE_HEIGHT = 8
TILE_WIDTH = 1 << TILE_HEIGHT
EMPTY_ROOT = hashlib.sha256(b"").digest()

# node(level, index): hash of the complete subtree over leaves [index << level, (index + 1) << level).
Node = Callable[[int, int], bytes]


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def fold(hashes: Sequence[bytes]) -> bytes:
    """Root over 2^k hashes."""
    while len(hashes) > 1:
        hashes = [hashlib.sha256(b"\x01" + hashes[i] + hashes[i + 1]).digest() for i in range(0, len(hashes), 2)]
    return hashes[0]


@dataclass(frozen=True, slots=True)
class FullTile:
    """256 neighbouring hashes of tree level 8 * `level`, complete for good."""

    level: int
    index: int
    hashes: tuple[bytes, ...]
    root: bytes


@dataclass(slots=True)
class Frontier:
    """The growing edge of a tree: all that appending needs, at most 255 hashes for each tile level.

    `edge[k]` holds the hashes of level 8k that stand in no complete tile yet.
    """

    size: int = 0
    edge: list[list[bytes]] = field(default_factory=list)

    def append(self, leaf: bytes) -> Iterator[FullTile]:
        """Adds one leaf hash; yields the tiles that it completes, from the leaves upwards."""
        self.size += 1
        carried = leaf
        for level in range(len(self.edge) + 1):
            if level == len(self.edge):
                self.edge.append([])
            row = self.edge[level]
            row.append(carried)
            if len(row) < TILE_WIDTH:
                return
            carried = fold(row)
            yield FullTile(level, (self.size >> TILE_HEIGHT * (level + 1)) - 1, tuple(row), carried)
            self.edge[level] = []

    def root(self) -> bytes:
        """RFC 9162 root over all leaves; SHA-256 of nothing for the empty tree."""
        if not self.size:
            return EMPTY_ROOT
        peaks = [peak for row in reversed(self.edge) for peak in _peaks(row)]
        root = peaks.pop()
        while peaks:
            root = node_hash(peaks.pop(), root)
        return root


def _peaks(row: Sequence[bytes]) -> Iterator[bytes]:
    """Roots of the largest complete subtrees that cover `row`, widest first."""
    start = 0
    for bit in reversed(range(TILE_HEIGHT)):
        if len(row) & 1 << bit:
            yield fold(row[start : start + (1 << bit)])
            start += 1 << bit


def _split(width: int) -> int:
    """Largest power of two below `width`."""
    return 1 << (width - 1).bit_length() - 1


def range_root(low: int, high: int, node: Node) -> bytes:
    """MTH(D[low:high]); requires 0 <= low < high with `low` aligned as RFC 9162 splits."""
    width = high - low
    if width & (width - 1) == 0:
        level = width.bit_length() - 1
        return node(level, low >> level)
    middle = low + _split(width)
    return node_hash(range_root(low, middle, node), range_root(middle, high, node))


def tree_root(size: int, node: Node) -> bytes:
    return range_root(0, size, node) if size else EMPTY_ROOT


def inclusion_path(index: int, size: int, node: Node) -> list[bytes]:
    """RFC 9162 2.1.3.1, leaf side first. Requires 0 <= index < size, else BadProof."""
    if not 0 <= index < size:
        raise BadProof(f"leaf {index} is outside a tree of {size}")
    low, high, path = 0, size, []
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(range_root(middle, high, node))
            high = middle
        else:
            path.append(range_root(low, middle, node))
            low = middle
    return path[::-1]


def consistency_path(first: int, second: int, node: Node) -> list[bytes]:
    """RFC 9162 2.1.4.1; empty for equal sizes. Requires 0 < first <= second, else BadProof."""
    if not 0 < first <= second:
        raise BadProof(f"no consistency is provable from {first} to {second}")
    low, high, path, whole = 0, second, [], True
    while first != high:
        middle = low + _split(high - low)
        if first <= middle:
            path.append(range_root(middle, high, node))
            high = middle
        else:
            path.append(range_root(low, middle, node))
            low, whole = middle, False
    if not whole:
        path.append(range_root(low, high, node))
    return path[::-1]


def check_inclusion(index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes) -> None:
    """RFC 9162 2.1.3.2 to the letter; BadProof where it does not hold."""
    if not 0 <= index < size:
        raise BadProof("index outside the tree")
    _hashes_only(leaf, root, *path)
    fn, sn, found = index, size - 1, leaf
    for step in path:
        if sn == 0:
            raise BadProof("path too long")
        if fn & 1 or fn == sn:
            found = node_hash(step, found)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            found = node_hash(found, step)
        fn, sn = fn >> 1, sn >> 1
    if sn or found != root:
        raise BadProof("path does not lead to the root")


def check_consistency(first: int, second: int, root1: bytes, root2: bytes, path: Sequence[bytes]) -> None:
    """RFC 9162 2.1.4.2 to the letter; `first` = 0 proves nothing and is refused like any BadProof."""
    if not 0 < first <= second:
        raise BadProof("sizes prove nothing")
    if first == second:
        if path or root1 != root2:
            raise BadProof("equal sizes have equal roots and no path")
        return
    _hashes_only(root1, root2, *path)
    if not path:
        raise BadProof("empty path")
    if _joined(first, second, path if first & (first - 1) else [root1, *path]) != (root1, root2):
        raise BadProof("path does not join the two roots")


def _joined(first: int, second: int, steps: Sequence[bytes]) -> tuple[bytes, bytes] | None:
    """The two roots that a consistency path leads to, None where its length is wrong."""
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if sn == 0:
            return None
        if fn & 1 or fn == sn:
            old, new = node_hash(step, old), node_hash(step, new)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            new = node_hash(new, step)
        fn, sn = fn >> 1, sn >> 1
    return None if sn else (old, new)


def _hashes_only(*hashes: bytes) -> None:
    if any(len(one) != hashlib.sha256().digest_size for one in hashes):
        raise BadProof("not a hash")
