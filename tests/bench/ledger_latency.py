"""How long an entry waits for its signed head, the witness and the local chain, all rung by the beat."""

import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import connection

from ledger import anchoring, checkpoint, deployment, proofs, sequencer, standing, witnessing
from ledger.checkpoint import COSIGNATURE
from ledger.models import Entry
from ledger.witness import Witness, pins, server
from tests.bench import ledger_clients as clients
from tests.chain import local_chain

CLIENTS, INSIDE_MS, SECONDS = 8, 20.0, 30.0
NAME = "bench.example/1"
WAITED = """
SELECT count(*), percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM held.at - entry.at))
FROM ledger_leaf leaf JOIN ledger_entry entry ON entry.id = leaf.entry_id
JOIN LATERAL ({held}) held ON true WHERE entry.id > %s
"""
HELD = {
    "signed head": "SELECT at FROM ledger_head WHERE size > leaf.index ORDER BY size LIMIT 1",
    "witnessed": """SELECT seen.at FROM ledger_cosignature seen JOIN ledger_head head ON head.id = seen.head_id
        WHERE head.size > leaf.index ORDER BY head.size LIMIT 1""",
    "on the local chain": """SELECT final_at AS at FROM ledger_anchor anchor
        JOIN ledger_head head ON head.id = anchor.head_id
        WHERE head.size > leaf.index AND final_at IS NOT NULL ORDER BY head.size LIMIT 1""",
}


def measure() -> Iterator[str]:
    """From the moment in the entry, which is before its commit, to each of the three."""
    last = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    with tempfile.TemporaryDirectory() as folder, local_chain(Path(folder)) as url:
        settings.CHAIN_RPC = url
        sequencer.sequence()
        deployment.deploy("main", url)
        with department(Path(folder)):
            _scene()
    settings.LEDGER_WITNESSES = settings.CHAIN_RPC = ""
    yield f"From commit to each, {CLIENTS} clients with {INSIDE_MS:g} ms inside, beats as in the running portal"
    for name, held in HELD.items():
        with connection.cursor() as cursor:
            cursor.execute(WAITED.format(held=held), [last])
            count, (half, most) = cursor.fetchone()
        yield f"  {name}: median {half:.2f} s, p99 {most:.2f} s of {count} entries"


def _scene() -> None:
    parts = {"sequence": sequencer.sequence, "witness": witnessing.witness, "anchor": anchoring.anchor}
    with ExitStack() as stack:
        for name, work in parts.items():
            stack.enter_context(clients.rung(work, clients.beat(name)))
        running = [
            clients.FORK.Process(target=clients.transactions, args=(me, clients.audited, INSIDE_MS, SECONDS))
            for me in range(CLIENTS)
        ]
        for process in running:
            process.start()
        for process in running:
            process.join()
        until = time.monotonic() + 60
        while standing.state().unanchored and time.monotonic() < until:
            time.sleep(0.2)
        time.sleep(2 * clients.beat("witness"))


@contextmanager
def department(folder: Path) -> Iterator[None]:
    """A witness at work, set as ours."""
    key = Ed25519PrivateKey.generate()
    listening = server(Witness(NAME, key, pins(proofs.trust()), folder / "witness.json"), "127.0.0.1", 0)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    verifier = checkpoint.verifier_key(NAME, checkpoint.public_bytes(key), COSIGNATURE)
    settings.LEDGER_WITNESSES = f"{verifier}@http://127.0.0.1:{listening.server_port}"
    yield
    listening.shutdown()
    listening.server_close()
