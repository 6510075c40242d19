"""A witness in another department: it co-signs what continues, and makes proofs that need no node."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pytest_django.fixtures import Settings

from ledger import alarms, anchoring, api, checkpoint, keys, proofs, sequencer, standing, witnessing
from ledger.checkpoint import COSIGNATURE, Checkpoint
from ledger.models import Cosignature, Head, Log
from ledger.verify import PROVEN, UNKNOWN, verify_proof
from ledger.witness import Witness, pins, server
from tests.ledger.conftest import full_rights, say
from tests.ledger.tables import fault, tamper

pytestmark = pytest.mark.django_db
NAME = "witness.archives.example/1"


@dataclass
class Department:
    witness: Witness
    url: str
    verifier: str


@pytest.fixture
def department(settings: Settings, tmp_path: Path) -> Iterator[Department]:
    """A witness at work, pinned to this log, and set as ours."""
    sequencer.open_log()
    key = Ed25519PrivateKey.generate()
    witness = Witness(NAME, key, pins(proofs.trust()), tmp_path / "witness.json")
    listening = server(witness, "127.0.0.1", 0)
    threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}).start()
    url = f"http://127.0.0.1:{listening.server_port}"
    verifier = checkpoint.verifier_key(NAME, checkpoint.public_bytes(key), COSIGNATURE)
    settings.LEDGER_WITNESSES = f"{verifier}@{url}"
    yield Department(witness, url, verifier)
    listening.shutdown()
    listening.server_close()


def grow(count: int) -> list[api.Receipt]:
    receipts = say(count)
    sequencer.sequence()
    witnessing.witness()
    return receipts


def test_a_witnessed_entry_is_proven_without_any_node(department: Department) -> None:
    grow(3)
    receipt = grow(4)[2]
    told = verify_proof(proofs.prove(receipt.id), proofs.trust())
    assert (told.outcome, told.reasons[-1].text()) == (PROVEN, f"witness {NAME} co-signed this head")
    assert (standing.state().unanchored, standing.state().witnesses[0].size) == (0, 7)


def test_a_witness_that_nobody_pinned_proves_nothing(department: Department) -> None:
    receipt = grow(3)[0]
    pinned = proofs.trust()
    pinned["logs"][0]["witnesses"] = []
    assert verify_proof(proofs.prove(receipt.id), pinned).outcome == UNKNOWN
    other = checkpoint.public_bytes(Ed25519PrivateKey.generate())
    pinned["logs"][0]["witnesses"] = [checkpoint.verifier_key(NAME, other, COSIGNATURE)]
    assert verify_proof(proofs.prove(receipt.id), pinned).outcome == UNKNOWN


def test_two_of_two_need_chain_and_witness(
    department: Department, chain: object, node: str, settings: Settings
) -> None:
    settings.LEDGER_NEED = 2
    receipt = grow(2)[0]
    assert isinstance(proofs.prove(receipt.id), proofs.Pending)
    anchoring.anchor()
    proof, trust = proofs.prove(receipt.id), proofs.trust()
    assert verify_proof(proof, trust, [node]).outcome == PROVEN
    assert verify_proof(proof, trust, []).outcome == UNKNOWN


def fork(size: int) -> str:
    """A head of the same log with another history, signed by the operator."""
    log = Log.objects.get()
    return checkpoint.sign(Checkpoint(log.origin, size, b"\x05" * 32), keys.head_key())


def test_it_signs_no_second_history(department: Department) -> None:
    grow(3)
    for request in (f"old 3\n\n{fork(3)}", f"old 3\n{'A' * 43}=\n\n{fork(9)}"):
        assert department.witness.add(request).status == 422
    assert department.witness.add(f"old 0\n\n{fork(9)}").status == 409
    assert department.witness.add(f"old 3\n\n{fork(2)}").status == 400


def test_it_signs_for_no_stranger(department: Department) -> None:
    grow(1)
    stranger = Ed25519PrivateKey.generate()
    origin = Log.objects.get().origin
    assert (
        department.witness.add("old 1\n\n" + checkpoint.sign(Checkpoint(origin, 2, bytes(32)), stranger)).status == 403
    )
    assert department.witness.add("old 0\n\n" + checkpoint.sign(Checkpoint("x", 2, bytes(32)), stranger)).status == 404


@pytest.mark.parametrize(
    "request_text", ["", "old\n\n", "old -1\n\nx", "old 1\n!!\n\nx", "new 1\n\nx", "old 0\n\nnot a note"]
)
def test_it_answers_rubbish_with_400(department: Department, request_text: str) -> None:
    assert department.witness.add(request_text).status == 400


@fault(
    "witness restarted",
    "nothing to notice",
    "it signs no second history",
)
def test_it_remembers_over_a_restart(department: Department) -> None:
    grow(3)
    again = Witness(NAME, department.witness.key, department.witness.logs, department.witness.store)
    assert again.add(f"old 0\n\n{fork(4)}").text == "3\n"


@tamper(
    "full rights in the database",
    "cuts the newest entries and their heads",
    "below the witnessed head",
    "witness",
    "within seconds: it has seen more entries; sequencing stops",
)
def test_a_database_restored_from_an_older_backup_is_noticed(department: Department) -> None:
    grow(3)
    grow(2)
    with full_rights() as sql:
        sql("DELETE FROM ledger_cosignature WHERE head_id IN (SELECT id FROM ledger_head WHERE size > 3)")
        sql("DELETE FROM ledger_head WHERE size > 3")
        sql("DELETE FROM ledger_leaf WHERE index > 2")
    witnessing.witness()
    assert (standing.state().alarms[0].kind, standing.state().lamp) == (alarms.WITNESS_AHEAD, "red")
    say(1)
    assert sequencer.sequence() == 0


@tamper(
    "the operator with the head key",
    "rewrites an entry and signs the head again",
    "below the witnessed head",
    "witness",
    "within seconds: no consistency with the head it keeps; sequencing stops",
)
def test_a_history_rewritten_past_the_witness_is_noticed(department: Department) -> None:
    grow(3)
    head = Head.objects.get()
    with full_rights() as sql:
        sql("UPDATE ledger_head SET note = %s, root = %s", [fork(3), b"\x05" * 32])
    witnessing.witness()
    assert standing.state().alarms[0].kind == alarms.WITNESS_DIFFERS
    with full_rights() as sql:
        sql("UPDATE ledger_head SET note = %s, root = %s", [head.note, bytes(head.root)])
    witnessing.witness()
    assert standing.state().alarms == ()


@fault(
    "witness down",
    "its last head falls behind",
    "chain and other witnesses confirm",
)
def test_a_witness_that_is_down_hinders_nothing(settings: Settings) -> None:
    key = checkpoint.verifier_key(NAME, bytes(range(32)), COSIGNATURE)
    settings.LEDGER_WITNESSES = f"{key}@http://127.0.0.1:9"
    grow(2)
    assert (Head.objects.count(), Cosignature.objects.count(), standing.state().alarms) == (1, 0, ())


def test_a_witness_that_signs_with_another_key_is_not_believed(department: Department, settings: Settings) -> None:
    other = checkpoint.verifier_key(NAME, checkpoint.public_bytes(Ed25519PrivateKey.generate()), COSIGNATURE)
    settings.LEDGER_WITNESSES = f"{other}@{department.url}"
    grow(2)
    assert Cosignature.objects.count() == 0


def test_the_command_starts_a_witness(settings: Settings, tmp_path: Path) -> None:
    sequencer.open_log()
    (tmp_path / "trust.json").write_text(json.dumps(proofs.trust()))
    options = [
        "--name",
        NAME,
        "--trust",
        str(tmp_path / "trust.json"),
        "--store",
        str(tmp_path / "w.json"),
        "--port",
        "0",
    ]
    command = [sys.executable, "manage.py", "witness", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=own_environment(tmp_path)) as running:
        assert running.stdout
        settings.LEDGER_WITNESSES = running.stdout.readline().strip()
        grow(2)
        running.kill()
    assert Cosignature.objects.get().witness == NAME


def own_environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "ONEDOOR_VAR": str(folder), "ONEDOOR_KEYS": str(folder / "witness-keys")}
