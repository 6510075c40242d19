"""From a recorded act to a verdict that needs nothing of ours but the node."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ledger import proofs, standing
from ledger.models import Chain
from ledger.verify import PROVEN, UNKNOWN, verify_proof
from tests.ledger.conftest import say, settle

pytestmark = pytest.mark.django_db


def test_an_entry_is_proven_against_the_pinned_contract(chain: Chain, node: str) -> None:
    receipt = say(3)[1]
    settle()
    verdict = verify_proof(proofs.prove(receipt.id), proofs.trust(), [node])
    assert verdict.outcome == PROVEN, verdict.text()
    assert verdict.entry == str(receipt.id)
    assert f"contract {chain.contract}, depth 0" in verdict.text()
    assert "local chain" in verdict.text()


def test_the_verdict_speaks_chinese(chain: Chain, node: str) -> None:
    receipt = say()[0]
    settle()
    told = verify_proof(proofs.prove(receipt.id), proofs.trust(), [node]).text("zh")
    assert told.startswith("已证实（PROVEN）")
    assert chain.contract in told


def test_the_command_line_answers_without_django(chain: Chain, node: str, tmp_path: Path) -> None:
    receipt = say()[0]
    settle()
    (tmp_path / "proof.json").write_text(json.dumps(proofs.prove(receipt.id)))
    (tmp_path / "trust.json").write_text(json.dumps(proofs.trust()))
    command = [sys.executable, "-I", "-c", "import sys; sys.path.insert(0, '.'); import runpy; sys.modules.update("]
    command[-1] += "django=None, web3=None); runpy.run_module('ledger.verify', run_name='__main__')"
    files = [str(tmp_path / "proof.json"), "--trust", str(tmp_path / "trust.json"), "--rpc", node]
    done = subprocess.run([*command, *files], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split(":")[0]) == (0, "PROVEN"), done.stdout + done.stderr


def test_before_anchoring_there_is_a_promise_and_no_proof(chain: Chain) -> None:
    receipt = say()[0]
    pending = proofs.prove(receipt.id)
    assert isinstance(pending, proofs.Pending)
    assert (pending.reason, pending.anchor_by) == ("not_sequenced", receipt.anchor_by)


def test_the_state_shows_what_is_anchored(chain: Chain) -> None:
    say(5)
    assert (standing.state().waiting, standing.state().unanchored) == (5, 5)
    settle()
    state = standing.state()
    assert (state.size, state.anchored_size, state.unanchored, state.lamp) == (5, 5, 0, "green")


def test_without_a_pin_nothing_can_be_checked(chain: Chain, node: str) -> None:
    receipt = say()[0]
    settle()
    assert verify_proof(proofs.prove(receipt.id), None, [node]).outcome == UNKNOWN
    assert verify_proof(proofs.prove(receipt.id), {"format": "onedoor-trust/1", "logs": []}, [node]).exit_code == 2
