"""Figures of the ledger on this machine: `pytest tests/ledger/bench.py -s`; LEDGER_ENTRIES sets how many (100,000)."""

import hashlib
import json
import os
import statistics
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from ledger import anchoring, api, audit, deployment, merkle, proofs, sequencer, verify
from ledger import chain as wire
from ledger.chain import Node
from ledger.models import Chain
from tests.chain import local_chain, rpc

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def record_many(count: int) -> None:
    body = {"case": "YZ-2026-000001", "outcome": "accepted", "reasons": ["材料齐全"], "fee_fen": 0}
    for start in range(0, count, 1000):
        with transaction.atomic():
            for number in range(start, min(count, start + 1000)):
                api.record("case.accepted", f"case:{number}", body, "p-3f2a")


def cases_each_second(clients: int, inside_ms: float, audited: bool, seconds: float = 3.0) -> float:
    """Transactions a second of `clients` that each update one row, spend `inside_ms` inside, and commit."""
    done, until = [0] * clients, time.perf_counter() + seconds

    def client(me: int) -> None:
        while time.perf_counter() < until:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("UPDATE bench_case SET state = state + 1 WHERE id = %s", [me])
                if audited:
                    api.record("case.accepted", f"case:{me}", {"outcome": "accepted"}, "p-3f2a")
                time.sleep(inside_ms / 1000)
            done[me] += 1
        connection.close()

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(done) / seconds


def audit_loss() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_case (id int PRIMARY KEY, state int)")
        cursor.execute("INSERT INTO bench_case SELECT n, 0 FROM generate_series(0, 63) n")
    stop = threading.Event()

    def beat() -> None:
        while not stop.wait(1.0):
            sequencer.sequence()
        connection.close()

    runner = threading.Thread(target=beat)
    runner.start()
    for clients, inside in ((8, 5.0), (8, 20.0), (32, 20.0)):
        pairs = [[cases_each_second(clients, inside, audited) for audited in (False, True)] for _ in range(3)]
        loss = statistics.median(100 * (1 - audited / plain) for plain, audited in pairs)
        name = "audit loss" if (clients, inside) == (8, 5.0) else f"audit loss, {clients} clients, {inside:g} ms"
        print(f"{name}: {loss:.1f}", flush=True)
    stop.set()
    runner.join()


def gas_at(url: str, row: Chain, sizes: list[int]) -> list[int]:
    """Gas of one anchor to each size in turn, with its consistency proof, in a tree of made-up leaves."""
    levels = [[hashlib.sha256(number.to_bytes(8, "big")).digest() for number in range(sizes[-1])]]
    while len(levels[-1]) > 1:
        row_below = levels[-1]
        levels.append([merkle.node_hash(row_below[i], row_below[i + 1]) for i in range(0, len(row_below) - 1, 2)])
    web, used, held = Node(url), [], 0
    for size in sizes:
        path = merkle.consistency_path(held, size, lambda level, index: levels[level][index]) if held else []
        data = web.anchor_call(
            row.contract, size, merkle.tree_root(size, lambda level, index: levels[level][index]), path
        )
        nonce = web.nonce(wire.address())
        signed = wire.sign(
            to=row.contract, data=data, nonce=nonce, gas=wire.ANCHOR_GAS, gas_price_wei=0, chain_id=row.chain_id
        )
        web.send(signed.raw)
        receipt = rpc(url, "eth_getTransactionReceipt", "0x" + signed.tx_hash.hex())
        used.append(int(receipt["gasUsed"], 16) if receipt["status"] == "0x1" else -1)
        held = size
    return used


def test_recording_and_sequencing() -> None:
    count = int(os.environ.get("LEDGER_ENTRIES", "100000"))
    print(f"\nrecord: {timed(lambda: record_many(count)) / count * 1e6:.0f} us", flush=True)
    print(f"sequenced: {count / timed(sequencer.sequence):.0f}", flush=True)
    print(f"re-audited a second: {count / timed(lambda: list(audit.audit())):.0f}", flush=True)


def test_loss_by_auditing() -> None:
    audit_loss()


def test_verifying(settings: Settings, tmp_path: Path) -> None:
    with local_chain(tmp_path) as url:
        settings.CHAIN_RPC = url
        deployment.deploy("main", url)
        record_many(20_000)
        receipt = record_one()
        sequencer.sequence()
        print(f"\nanchored in: {timed(anchoring.anchor) * 1000:.0f} ms")
        proof, trust = proofs.prove(receipt.id), proofs.trust()
        runs = [timed(lambda: verify.verify_proof(proof, trust, [url])) for _ in range(50)]
        print(f"proof bytes: {len(json.dumps(proof))}; verified with RPC in {statistics.median(runs) * 1000:.1f} ms")


def record_one() -> api.Receipt:
    with transaction.atomic():
        return api.record("case.granted", "case:1", {"outcome": "granted"}, "p-3f2a")


def test_gas(settings: Settings, tmp_path: Path) -> None:
    with local_chain(tmp_path) as url:
        settings.CHAIN_RPC = url
        row, _ = deployment.deploy("main", url)
        steps = [300_000 + 70_001 * step for step in range(10)]
        used = gas_at(url, row, [1, 100, 10_000, *steps, 1_000_000])
        print(f"\ngas at 1, 100, 10000: {used[:3]}; from 300,000 to a million: {used[3:]}")
        print(f"gas: {statistics.median(used[4:]):.0f}")
