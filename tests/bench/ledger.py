"""Figures of the ledger on this machine: `python -m tests.bench.ledger [--entries 100000] [--only loss gas …]`.

Works in a database of its own beside DATABASE_URL's, which it drops at the end; anvil is the chain.
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django

ROUNDS, SECONDS = 3, 2.0
WORKLOADS = ((8, 5.0), (8, 0.0), (8, 20.0), (32, 0.0), (32, 5.0), (32, 20.0))


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """Only the ledger's tables, in a database made for this run."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection
    from django.db.backends.postgresql.psycopg_any import sql

    def outside(command: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(sql.SQL(command).format(sql.Identifier(name)))

    outside("DROP DATABASE IF EXISTS {}")
    outside("CREATE DATABASE {}")
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", "ledger", verbosity=0)
        yield
    finally:
        connection.close()
        outside("DROP DATABASE {} WITH (FORCE)")


def fill(count: int) -> None:
    """Entries as record() writes them, through COPY."""
    import uuid

    from django.db import connection
    from django.utils import timezone

    from ledger import entry

    columns = "public_id, at, actor, verb, subject, canonical, salt, commitment"
    body = {"case": "YZ-2026-000001", "outcome": "accepted", "reasons": ["材料齐全"], "fee_fen": 0}
    now = timezone.now()
    at = now.replace(microsecond=now.microsecond // 1000 * 1000)
    with connection.cursor() as cursor, cursor.copy(f"COPY ledger_entry ({columns}) FROM STDIN") as copy:
        for number in range(count):
            salt, name, subject = os.urandom(32), uuid.uuid4(), f"case:{number}"
            data = entry.entry_bytes(
                public_id=name, at=at, actor="p-1", verb="case.accepted", subject=subject, body=body
            )
            copy.write_row((name, at, "p-1", "case.accepted", subject, data, salt, entry.commitment(salt, data)))


def loss(entries: int) -> None:
    from tests.bench import ledger_clients as clients

    clients.prepare()
    tell(f"recording costs: {clients.cost_of_recording():.0f} us CPU a case, in Python and in the database")
    with clients.live_sequencer():
        for number, inside in WORKLOADS:
            rates = clients.measure(number, inside, ROUNDS, SECONDS)
            name = "audit loss" if (number, inside) == WORKLOADS[0] else f"audit loss {number} x {inside:g} ms"
            tell(f"{name}: {rates.loss_percent:.1f}")
            told = ", ".join(f"{mode} {rate:.0f}" for mode, rate in rates.per_second.items())
            tell(f"  {number} clients, {inside:g} ms inside, cases/s: {told}; cores {rates.busy_percent:.0f} % busy")
    latency()


def latency() -> None:
    """From the moment in the entry (a little before its commit) to the head over it, of all that the clients wrote."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("""
            SELECT percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM head.at - entry.at))
            FROM ledger_leaf leaf JOIN ledger_entry entry ON entry.id = leaf.entry_id
            JOIN LATERAL (SELECT at FROM ledger_head WHERE size > leaf.index ORDER BY size LIMIT 1) head ON true""")
        half, most = cursor.fetchone()[0]
    tell(f"commit to signed head: median {half:.2f} s, p99 {most:.2f} s, one beat a second included")


def sequencing(entries: int) -> None:
    from django.db import connection

    from ledger import api, audit, sequencer

    sequencer.sequence()
    fill(entries)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    took, cpu = time.perf_counter(), time.process_time()
    done = sequencer.sequence()
    took, cpu = time.perf_counter() - took, time.process_time() - cpu
    tell(f"sequenced: {done / took:.0f}")
    tell(f"  {done} entries in {took:.1f} s, of which {cpu:.1f} s CPU in Python")
    findings: list[object] = []
    cpu, total = time.process_time(), api.state().size
    took = timed(lambda: findings.extend(audit.audit()))
    cpu = time.process_time() - cpu
    tell(f"re-audit: {took / total * 1e6:.1f} s a million, {cpu / total * 1e6:.1f} s of it CPU in Python")
    if findings:
        raise SystemExit(f"the audit finds {findings[:3]}")


def gas(entries: int) -> None:
    """One anchor to each size in turn, with its consistency proof, in a tree of made-up leaves."""
    from django.conf import settings

    from ledger import deployment
    from tests.chain import local_chain

    spread = [300_000 + 70_001 * step for step in range(10)]
    sizes = [1, 2, 12, 112, 1_112, 11_112, 111_112, *spread, 1_000_000]
    with tempfile.TemporaryDirectory() as folder, local_chain(Path(folder)) as url:
        settings.CHAIN_RPC = url
        used = _gas_at(url, deployment.deploy("main", url)[0].contract, sizes)
    tell("  batch   entries   gas  gas an entry")
    for before, size, cost in zip([0, *sizes], sizes, used, strict=False):
        tell(f"  {size - before:>7} {size:>8} {cost:>6} {cost / (size - before):>10.2f}")
    tell(f"gas: {statistics.median(used[7:]):.0f}")


def _gas_at(url: str, contract: str, sizes: list[int]) -> list[int]:
    from ledger import chain as wire
    from ledger import merkle
    from ledger.chain import Node

    levels = [[hashlib.sha256(number.to_bytes(8, "big")).digest() for number in range(sizes[-1])]]
    while len(levels[-1]) > 1:
        below = levels[-1]
        levels.append([merkle.node_hash(below[i], below[i + 1]) for i in range(0, len(below) - 1, 2)])
    web, used, held = Node(url), [], 0
    for size in sizes:
        path = merkle.consistency_path(held, size, lambda level, index: levels[level][index]) if held else []
        data = web.anchor_call(contract, size, merkle.tree_root(size, lambda level, index: levels[level][index]), path)
        nonce, chain_id = web.nonce(wire.address()), web.chain_id()
        signed = wire.sign(to=contract, data=data, nonce=nonce, gas=wire.ANCHOR_GAS, gas_price_wei=0, chain_id=chain_id)
        web.send(signed.raw)
        receipt = _receipt(url, signed.tx_hash)
        if receipt["status"] != "0x1":
            raise SystemExit(f"the contract refused the anchor at {size}")
        used.append(int(receipt["gasUsed"], 16))
        held = size
    return used


def _receipt(url: str, tx_hash: bytes) -> dict[str, str]:
    from tests.chain import rpc

    for _ in range(500):
        found: dict[str, str] | None = rpc(url, "eth_getTransactionReceipt", "0x" + tx_hash.hex())
        if found:
            return found
        time.sleep(0.01)
    raise SystemExit("no receipt")


def verifying(entries: int) -> None:
    from django.conf import settings
    from django.db import transaction

    from ledger import anchoring, api, deployment, sequencer, verify
    from tests.chain import local_chain

    sequencer.sequence()
    with tempfile.TemporaryDirectory() as name, local_chain(Path(name)) as url:
        folder = Path(name)
        settings.CHAIN_RPC = url
        deployment.deploy("main", url)
        with transaction.atomic():
            receipt = api.record("case.granted", "case:1", {"outcome": "granted"}, "p-3f2a")
        took = timed(sequencer.sequence) + timed(anchoring.anchor)
        tell(f"sequenced and anchored in: {took * 1000:.0f} ms")
        proof, trust = api.prove(receipt.id), api.trust()
        if isinstance(proof, api.Pending):
            raise SystemExit(f"no proof: {proof.reason}")
        tell(f"proof bytes: {len(json.dumps(proof))} at {api.state().size} entries")
        head = verify._head(proof["head"])
        merkle = statistics.median(timed(lambda: verify._included(proof, head, proof["id"])) for _ in range(500))
        signed = statistics.median(timed(lambda: verify._signed(head, trust["logs"][0]["key"])) for _ in range(30))
        whole = statistics.median(timed(lambda: verify.verify_proof(proof, trust, [url])) for _ in range(50))
        tell(f"verify: {merkle * 1e3:.3f} ms Merkle, {signed * 1e3:.1f} ms Ed25519 in Python, {whole * 1e3:.1f} ms all")
        (folder / "proof.json").write_text(json.dumps(proof))
        (folder / "trust.json").write_text(json.dumps(trust))
        command = [sys.executable, str(verify.__file__), "proof.json", "--trust", "trust.json", "--rpc", url]
        runs = [timed(lambda: subprocess.run(command, cwd=folder, check=True, capture_output=True)) for _ in range(5)]
        tell(f"verify, cold command: {statistics.median(runs):.2f} s")


PARTS: dict[str, Callable[[int], None]] = {"loss": loss, "sequencing": sequencing, "verify": verifying, "gas": gas}


def main() -> None:
    """Runs the parts asked for, all by default, and says under what load."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.ledger")
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    from django.conf import settings

    load = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory() as keys, own_database(f"bench_{os.getpid()}"):
        settings.KEYS_DIR, settings.CHAIN_RPC, settings.LEDGER_WITNESSES = Path(keys), "", ""
        for part in options.only:
            PARTS[part](options.entries)
            load.append(os.getloadavg()[0])
    tell(f"load average from {min(load):.1f} to {max(load):.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
