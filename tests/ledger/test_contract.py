"""ConsistentAnchor on a real node: it takes what extends its head and refuses everything else."""

import random
import time

import pytest

from ledger import chain as wire
from ledger import contracts, deployment, merkle
from ledger.chain import Node
from ledger.errors import BadProof
from ledger.models import Chain
from tests.ledger.tables import tamper
from tests.ledger.test_merkle import LEAVES, naive_root
from tests.ledger.test_merkle import node as tree_node


def send(row: Chain, url: str, data: str) -> bool:
    """Whether the contract took the call, judged by its state."""
    web = Node(url)
    before = web.held(row.contract, None)
    signed = wire.sign(
        to=row.contract,
        data=data,
        nonce=web.nonce(wire.address()),
        gas=wire.ANCHOR_GAS,
        gas_price_wei=0,
        chain_id=row.chain_id,
    )
    web.send(signed.raw)
    # Even a node that mines at once answers before it has.
    until = time.monotonic() + 20
    while web.nonce(wire.address()) <= signed.nonce and time.monotonic() < until:
        time.sleep(0.01)
    return web.held(row.contract, None) != before


def anchored(row: Chain, url: str, size: int, root: bytes, path: list[bytes]) -> bool:
    return send(row, url, Node(url).anchor_call(row.contract, size, root, path))


def test_the_committed_bytecode_is_what_the_source_compiles_to() -> None:
    assert contracts.compiled() == contracts.COMPILED.read_text()


def test_the_selector_in_the_verifier_is_the_contracts_own() -> None:
    from web3 import Web3

    from ledger.verify import ROOT_AT

    assert Web3.keccak(text="rootAt(uint64)")[:4].hex() == ROOT_AT[2:]


def test_it_has_no_power_but_to_anchor_and_to_hand_over() -> None:
    functions = [part for part in contracts.artifact().abi if part["type"] == "function"]
    changing = [part["name"] for part in functions if part["stateMutability"] not in ("view", "pure")]
    assert changing == ["hand_over", "anchor"]


@pytest.mark.django_db
@pytest.mark.parametrize("sizes", [(1, 2, 3, 7, 8, 9, 600), (6, 7, 128, 129, 400), (1, 600), (5, 6)])
def test_a_growing_history_is_taken(chain: Chain, node: str, sizes: tuple[int, ...]) -> None:
    held = 0
    for size in sizes:
        path = merkle.consistency_path(held, size, tree_node) if held else []
        assert anchored(chain, node, size, naive_root(LEAVES[:size]), path), size
        held = size
    assert Node(node).root_at(chain.contract, sizes[0], None) == naive_root(LEAVES[: sizes[0]])


@tamper(
    "the gas key's holder",
    "anchors a bent, cut or padded consistency proof",
    "at any time",
    "the contract",
    "at once: refused",
)
@pytest.mark.django_db
def test_no_forged_head_is_taken(chain: Chain, node: str) -> None:
    dice = random.Random(9162)
    assert anchored(chain, node, 77, naive_root(LEAVES[:77]), [])
    path, root = merkle.consistency_path(77, 200, tree_node), naive_root(LEAVES[:200])
    other = naive_root([LEAVES[5], *LEAVES[1:200]])
    forged = [(200, root, path[:-1]), (200, root, path[1:]), (200, root, [*path, root]), (200, root, [])]
    forged += [(200, other, path), (100, root, path), (300, root, path), (200, bytes(32), path), (77, other, [])]
    forged += [(50, naive_root(LEAVES[:50]), []), (77, naive_root(LEAVES[:77]), []), (0, root, [])]
    for step in range(len(path)):
        bent = list(path)
        bent[step] = bytes([bent[step][0] ^ 1 << dice.randrange(8)]) + bent[step][1:]
        forged.append((200, root, bent))
    assert [case[0] for case in forged if anchored(chain, node, *case)] == []
    assert anchored(chain, node, 200, root, path)


@pytest.mark.django_db
@pytest.mark.parametrize("second", range(190, 210))
def test_it_judges_sizes_as_the_rfc_does(chain: Chain, node: str, second: int) -> None:
    """A path binds roots, and of sizes only what shapes it: contract and library must draw the same line."""
    old, new = naive_root(LEAVES[:77]), naive_root(LEAVES[:200])
    path = merkle.consistency_path(77, 200, tree_node)
    try:
        merkle.check_consistency(77, second, old, new, path)
        holds = True
    except BadProof:
        holds = False
    assert anchored(chain, node, 77, old, [])
    assert anchored(chain, node, second, new, path) == holds


@pytest.mark.django_db
def test_only_the_writer_anchors_and_he_can_hand_over(chain: Chain, node: str) -> None:
    heir = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
    contract = Node(node)._contract(chain.contract)
    assert contract.functions.writer().call() == wire.address()
    send(chain, node, contract.encode_abi("hand_over", [heir]))
    assert contract.functions.writer().call() == heir
    assert not anchored(chain, node, 1, LEAVES[0], [])


@pytest.mark.django_db
def test_deploying_again_changes_nothing(chain: Chain, node: str) -> None:
    row, told = deployment.deploy("main", node)
    assert (row.id, Chain.objects.count()) == (chain.id, 1)
    assert "already there" in told
