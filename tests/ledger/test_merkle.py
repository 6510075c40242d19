"""The tree against RFC 9162: its own definition, growing frontiers, and bent proofs."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledger import merkle
from ledger.errors import BadProof
from ledger.merkle import Frontier, FullTile

LEAVES = [hashlib.sha256(b"\x00" + bytes((i & 255, i >> 8))).digest() for i in range(1200)]


def naive_root(leaves: list[bytes]) -> bytes:
    """MTH as RFC 9162 2.1.1 writes it, on leaf hashes."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256(b"").digest()
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + naive_root(leaves[:k]) + naive_root(leaves[k:])).digest()


def node(level: int, index: int) -> bytes:
    return naive_root(LEAVES[index << level : (index + 1) << level])


def refused(check: object, *arguments: object) -> bool:
    try:
        check(*arguments)  # type: ignore[operator]
    except BadProof:
        return True
    return False


def test_known_roots_of_small_trees() -> None:
    # Leaf hash of the empty string, then the two-leaf tree over it: worked by hand from the RFC's definition.
    empty_leaf = bytes.fromhex("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d")
    assert hashlib.sha256(b"\x00").digest() == empty_leaf
    assert merkle.EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert merkle.node_hash(empty_leaf, empty_leaf) == hashlib.sha256(b"\x01" + empty_leaf * 2).digest()


@given(st.integers(0, 700))
def test_a_growing_edge_has_the_root_of_the_definition(size: int) -> None:
    edge = Frontier()
    for leaf in LEAVES[:size]:
        list(edge.append(leaf))
    assert edge.root() == naive_root(LEAVES[:size])


def test_complete_tiles_hold_every_level() -> None:
    edge, tiles = Frontier(), []
    for i in range(65536 + 300):
        tiles += list(edge.append(LEAVES[i % 1200]))
    assert [(t.level, t.index) for t in tiles[-3:]] == [(0, 255), (1, 0), (0, 256)]
    assert isinstance(tiles[0], FullTile)
    assert tiles[0].root == naive_root(LEAVES[:256])
    assert tiles[-2].hashes == tuple(t.root for t in tiles[:256] if t.level == 0)


@given(st.data())
def test_every_leaf_is_provable_and_only_where_it_stands(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 600))
    index = data.draw(st.integers(0, size - 1))
    path, root = merkle.inclusion_path(index, size, node), naive_root(LEAVES[:size])
    merkle.check_inclusion(index, size, LEAVES[index], path, root)
    other = data.draw(st.integers(0, size + 3).filter(lambda i: i != index))
    assert refused(merkle.check_inclusion, other, size, LEAVES[index], path, root)


@given(st.data())
def test_every_earlier_head_is_joined_to_every_later_one(data: st.DataObject) -> None:
    second = data.draw(st.integers(1, 600))
    first = data.draw(st.integers(1, second))
    roots = naive_root(LEAVES[:first]), naive_root(LEAVES[:second])
    path = merkle.consistency_path(first, second, node)
    merkle.check_consistency(first, second, *roots, path)
    bent = [*path, LEAVES[0]] if data.draw(st.booleans()) or not path else path[:-1]
    assert refused(merkle.check_consistency, first, second, *roots, bent)


@given(st.data())
def test_one_flipped_bit_anywhere_is_refused(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 600))
    index = data.draw(st.integers(0, size - 1))
    path = merkle.inclusion_path(index, size, node)
    which, bit = data.draw(st.integers(0, len(path) - 1)), data.draw(st.integers(0, 255))
    path[which] = bytes(a ^ b for a, b in zip(path[which], (1 << bit).to_bytes(32, "big"), strict=True))
    assert refused(merkle.check_inclusion, index, size, LEAVES[index], path, naive_root(LEAVES[:size]))


@pytest.mark.parametrize(("first", "second"), [(0, 0), (0, 5), (5, 4), (-1, 3)])
def test_sizes_that_prove_nothing_are_refused(first: int, second: int) -> None:
    assert refused(merkle.check_consistency, first, second, merkle.EMPTY_ROOT, merkle.EMPTY_ROOT, [])
    assert refused(merkle.consistency_path, first, second, node)
