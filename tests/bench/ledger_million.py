"""A million entries: sequenced on one core, audited anew, anchored at once, and the proof of one of them."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.db import connection, transaction

from ledger import anchoring, api, deployment, sequencer, verify
from ledger.models import Anchor
from tests.bench.ledger import timed
from tests.bench.ledger_clients import backend_pid, ticks
from tests.bench.ledger_filling import fill_by_all_cores
from tests.bench.ledger_gas import gas_used
from tests.chain import local_chain


def measure(entries: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory() as name, local_chain(Path(name)) as url:
        settings.CHAIN_RPC = url
        sequencer.sequence()
        deployment.deploy("main", url)
        anchoring.anchor()
        with transaction.atomic():
            receipt = api.record("case.granted", "case:1", {"outcome": "granted"}, "p-3f2a")
        fill_by_all_cores(entries)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        yield from _sequenced()
        yield from _audited()
        yield from _anchored(url)
        yield from _verified(receipt, url, Path(name))


def _sequenced() -> Iterator[str]:
    before = api.state().size
    with one_core():
        spent = Spent()
        done = sequencer.sequence()
        yield f"sequenced: {done / spent.seconds:.0f}"
    yield f"  {done} entries after {before}, re-hashed, on one core in {spent.told(done)}"


def _audited() -> Iterator[str]:
    total, findings, spent = api.state().size, [], Spent()
    findings = list(api.audit())
    told = spent.told(total)
    if findings:
        raise SystemExit(f"the audit finds {findings[:3]}")
    yield f"re-audit: {spent.seconds / total * 1e6:.1f} s a million; {total} entries in {told}"


def _anchored(url: str) -> Iterator[str]:
    took = timed(anchoring.anchor)
    anchor = Anchor.objects.filter(final_at__isnull=False).select_related("head").latest("id")
    count = anchor.head.size - anchor.base
    gas = gas_used(url, bytes(anchor.tx_hash))
    yield f"one anchor: {count} entries at once for {gas} gas, in {took * 1000:.0f} ms"


def _verified(receipt: api.Receipt, url: str, folder: Path) -> Iterator[str]:
    made = timed(lambda: api.prove(receipt.id))
    proof, trust = api.prove(receipt.id), api.trust()
    if isinstance(proof, api.Pending):
        raise SystemExit(f"no proof: {proof.reason}")
    yield f"proof bytes: {len(json.dumps(proof))} at {api.state().size} entries, made in {made * 1000:.0f} ms"
    head = verify._head(proof["head"])
    merkle = _median(500, lambda: verify._included(proof, head, proof["id"]))
    own = _median(30, lambda: verify._signed(head, trust["logs"][-1]["key"]))
    whole = _median(50, lambda: verify.verify_proof(proof, trust, [url]))
    with native_ed25519():
        native = _median(50, lambda: verify.verify_proof(proof, trust, [url]))
    yield f"verify: {merkle:.3f} ms Merkle; with RPC {native:.1f} ms with native Ed25519, {whole:.1f} ms without"
    yield f"  Ed25519 in plain Python takes {own:.1f} ms of it"
    (folder / "proof.json").write_text(json.dumps(proof))
    (folder / "trust.json").write_text(json.dumps(trust))
    command = [sys.executable, str(verify.__file__), "proof.json", "--trust", "trust.json", "--rpc", url]
    cold = _median(9, lambda: subprocess.run(command, cwd=folder, check=True, capture_output=True))
    yield f"verify, cold command: {cold / 1000:.2f} s"


def _median(times: int, work: Callable[[], object]) -> float:
    """Milliseconds."""
    return statistics.median(timed(work) for _ in range(times)) * 1000


class Spent:
    """Seconds since it was made, and the CPU seconds of this process and of its backend."""

    def __init__(self) -> None:
        self.backend = backend_pid()
        self.before = (time.perf_counter(), time.process_time(), ticks(self.backend))
        self.after: tuple[float, float, float] | None = None

    def _read(self) -> tuple[float, float, float]:
        self.after = self.after or (time.perf_counter(), time.process_time(), ticks(self.backend))
        return self.after

    @property
    def seconds(self) -> float:
        return self._read()[0] - self.before[0]

    def told(self, count: int) -> str:
        _, python, database = (after - before for after, before in zip(self._read(), self.before, strict=True))
        each = (python + database) / count * 1e6
        return f"{self.seconds:.1f} s ({each:.0f} us CPU an entry: {python:.1f} s Python, {database:.1f} s database)"


@contextmanager
def one_core() -> Iterator[None]:
    """This process and its backend on one core; where the database runs elsewhere, this process alone."""
    pids, cores = [0, backend_pid()], os.sched_getaffinity(0)
    for pid in pids:
        with suppress(OSError):
            os.sched_setaffinity(pid, {max(cores)})
    try:
        yield
    finally:
        for pid in pids:
            with suppress(OSError):
                os.sched_setaffinity(pid, cores)


@contextmanager
def native_ed25519() -> Iterator[None]:
    """The verifier with OpenSSL's check in place of its own, as the page has the browser's."""
    own = verify.ed25519_verify

    def native(key: bytes, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
        except InvalidSignature:
            return False
        return True

    changed: Any = verify
    changed.ed25519_verify = native
    try:
        yield
    finally:
        changed.ed25519_verify = own
