"""A log a year: the new one has its own tree and contract, the old ones stay provable."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from ledger import anchoring, api, deployment, proofs, sequencer, standing
from ledger.models import Chain, Log
from ledger.verify import PROVEN, UNKNOWN, verify_proof
from tests.chain import local_chain
from tests.ledger.conftest import say, settle

pytestmark = pytest.mark.django_db


@pytest.fixture
def new_year(chain: Chain, monkeypatch: pytest.MonkeyPatch) -> Log:
    """The year turns after three entries of which the last is not anchored yet."""
    say(2)
    settle()
    say(1)
    sequencer.sequence()
    monkeypatch.setattr(sequencer, "_year", lambda: chain.log.year + 1)
    return chain.log


def test_the_new_year_begins_with_an_empty_tree_and_its_own_contract(new_year: Log, node: str) -> None:
    receipt = say(4)[0]
    settle()
    assert list(Log.objects.order_by("id").values_list("year", flat=True)) == [new_year.year, new_year.year + 1]
    state = standing.state()
    assert (state.size, state.anchored_size, state.unanchored, len(state.chains)) == (4, 4, 0, 1)
    assert Chain.objects.count() == 2
    assert verify_proof(proofs.prove(receipt.id), proofs.trust(), [node]).outcome == PROVEN


def test_the_tail_of_the_old_year_is_still_anchored_and_provable(new_year: Log, node: str) -> None:
    say(1)
    sequencer.sequence()
    assert standing.state().unanchored == 2
    anchoring.anchor()
    assert standing.state().unanchored == 0
    old = api.consistency(2, 3, new_year.origin)
    assert old["origin"] == new_year.origin
    for entry in new_year.leaf_set.values_list("entry__public_id", flat=True):
        assert verify_proof(proofs.prove(entry), proofs.trust(), [node]).outcome == PROVEN


def test_a_new_head_key_comes_with_the_new_years_log(new_year: Log, node: str, settings: Settings) -> None:
    old = bytes(new_year.public_key)
    (settings.KEYS_DIR / "ledger_head.key").unlink()
    receipt = say(1)[0]
    settle()
    assert bytes(Log.objects.latest("id").public_key) != old
    for entry in (receipt.id, *new_year.leaf_set.values_list("entry__public_id", flat=True)):
        assert verify_proof(proofs.prove(entry), proofs.trust(), [node]).outcome == PROVEN


def test_each_year_is_audited(new_year: Log) -> None:
    say(3)
    sequencer.sequence()
    assert list(api.audit()) == []


def test_a_clock_that_goes_back_stays_in_the_newest_log(new_year: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    say(1)
    sequencer.sequence()
    monkeypatch.setattr(sequencer, "_year", lambda: new_year.year - 1)
    say(1)
    sequencer.sequence()
    assert Log.objects.count() == 2


def test_without_a_node_the_new_year_waits(new_year: Log, settings: Settings, node: str) -> None:
    say(1)
    settings.CHAIN_RPC = "http://127.0.0.1:9"
    settle()
    assert (standing.state().unanchored, Chain.objects.count()) == (2, 1)
    settings.CHAIN_RPC = node
    anchoring.anchor()
    assert standing.state().unanchored == 0


def test_two_chains_hold_one_log(chain: Chain, node: str, settings: Settings, tmp_path: Path) -> None:
    settings.LEDGER_NEED = 2
    with local_chain(tmp_path, chain_id=2026) as second:
        settings.CHAIN_RPC = f"main={node} second={second}"
        deployment.deploy("second", second)
        receipt = say(2)[1]
        settle()
        proof, trust = proofs.prove(receipt.id), proofs.trust()
        told = verify_proof(proof, trust, [node, second])
    assert (told.outcome, [reason.code for reason in told.reasons].count("chain")) == (PROVEN, 2)
    assert verify_proof(proof, trust, [node, second]).reasons[-1].params == {"got": 1, "need": 2}


def test_two_contracts_on_one_chain_confirm_once(chain: Chain, node: str, settings: Settings) -> None:
    settings.LEDGER_NEED = 2
    settings.CHAIN_RPC = f"main={node} second={node}"
    deployment.deploy("second", node)
    receipt = say(2)[1]
    settle()
    assert isinstance(proofs.prove(receipt.id), proofs.Pending)
    assert standing.state().unanchored == 2
    settings.LEDGER_NEED = 1
    trust = proofs.trust()
    trust["logs"][0]["need"] = 2
    assert verify_proof(proofs.prove(receipt.id), trust, [node]).outcome == UNKNOWN
