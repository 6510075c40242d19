"""What an anchor costs: one to each size in turn, with its consistency proof, in a tree of made-up leaves."""

import hashlib
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from ledger import chain as wire
from ledger import deployment, merkle
from ledger.chain import Node
from ledger.models import Chain
from tests.chain import local_chain, rpc

SIZES = [1, 2, 12, 112, 1_112, 11_112, 111_112, *(300_000 + 70_001 * step for step in range(10)), 1_000_000]
# Anchors that bring the tree to between 300,001 and a million entries: what the median is taken of.
FROM = 7


def measure() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder, local_chain(Path(folder)) as url:
        settings.CHAIN_RPC = url
        row = deployment.deploy("gas", url)[0]
        used = _gas_at(url, row.contract)
        Chain.objects.filter(id=row.id).update(retired_at=timezone.now())
    yield "Gas of an anchor with its consistency proof, by batch"
    yield "      batch  entries     gas  gas an entry"
    for before, size, cost in zip([0, *SIZES], SIZES, used, strict=False):
        yield f"  {size - before:>9} {size:>8} {cost:>7} {cost / (size - before):>13.2f}"
    yield f"gas: {statistics.median(used[FROM:]):.0f}"


def _gas_at(url: str, contract: str) -> list[int]:
    levels = [[hashlib.sha256(number.to_bytes(8, "big")).digest() for number in range(SIZES[-1])]]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([merkle.node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])
    web, used, held = Node(url), [], 0
    for size in SIZES:
        path = merkle.consistency_path(held, size, lambda level, index: levels[level][index]) if held else []
        data = web.anchor_call(contract, size, merkle.tree_root(size, lambda level, index: levels[level][index]), path)
        nonce, chain_id = web.nonce(wire.address()), web.chain_id()
        signed = wire.sign(to=contract, data=data, nonce=nonce, gas=wire.ANCHOR_GAS, gas_price_wei=0, chain_id=chain_id)
        web.send(signed.raw)
        used.append(gas_used(url, signed.tx_hash))
        held = size
    return used


def gas_used(url: str, tx_hash: bytes) -> int:
    """What a transaction cost, once it is mined; the contract must have taken it."""
    for _ in range(500):
        found: dict[str, str] | None = rpc(url, "eth_getTransactionReceipt", "0x" + tx_hash.hex())
        if found and found["status"] != "0x1":
            raise SystemExit("the contract refused an anchor")
        if found:
            return int(found["gasUsed"], 16)
        time.sleep(0.01)
    raise SystemExit("no receipt")
