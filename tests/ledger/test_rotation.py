"""Keys replaced within a year, lost or stolen: old proofs hold, nothing is rewritten, a thief gets nowhere."""

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from ledger import alarms, anchoring, api, checkpoint, deployment, keys, merkle, sequencer, standing
from ledger import chain as wire
from ledger.chain import Node
from ledger.checkpoint import Checkpoint
from ledger.models import Chain, Head, Log
from ledger.signers import Signer
from ledger.verify import PROVEN, REFUTED
from tests.ledger.conftest import say, settle
from tests.ledger.tables import fault, tamper

pytestmark = pytest.mark.django_db


def outcomes(receipts: list[api.Receipt], node: str) -> set[str]:
    return {api.verify_proof(api.prove(receipt.id), api.trust(), [node]).outcome for receipt in receipts}


@pytest.fixture
def rotated(chain: Chain, node: str, settings: Settings) -> tuple[list[api.Receipt], Signer]:
    """Entries before and after a new head key within one year; the old key, which somebody may still have."""
    receipts = say(3)
    settle()
    old = keys.head_key()
    (settings.KEYS_DIR / "ledger_head.key").unlink()
    receipts += say(2)
    call_command("new_log")
    settle()
    return receipts, old


@fault("head key lost or to be replaced", "alarm: not the key of this log", "new_log goes on; old proofs hold")
def test_a_new_head_key_within_the_year_rewrites_nothing(
    rotated: tuple[list[api.Receipt], Signer], chain: Chain, node: str
) -> None:
    first, second = Log.objects.order_by("id")
    assert second.origin == f"{first.origin}.2"
    pins = {log["origin"]: log for log in api.trust()["logs"]}
    assert (pins[first.origin]["last"], "last" in pins[second.origin]) == (3, False)
    assert pins[first.origin]["key"] != pins[second.origin]["key"]
    assert outcomes(rotated[0], node) == {PROVEN}
    assert (list(api.audit()), standing.state().alarms) == ([], ())


def test_without_the_command_a_new_head_key_stops(chain: Chain, settings: Settings) -> None:
    say(1)
    settle()
    (settings.KEYS_DIR / "ledger_head.key").unlink()
    say(1)
    settle()
    assert [alarm.kind for alarm in standing.state().alarms] == [alarms.HEAD_KEY_CHANGED]
    call_command("new_log")
    settle()
    assert (standing.state().size, standing.state().alarms) == (1, ())


@tamper(
    "a thief of a head key that was replaced",
    "signs more heads of the ended log",
    "after the rotation",
    "the verifier",
    "at once: the pins say where that log ended",
)
def test_a_stolen_head_key_makes_nothing_beyond_the_end(rotated: tuple[list[api.Receipt], Signer], node: str) -> None:
    proof = api.prove(rotated[0][0].id)
    assert isinstance(proof, dict)
    proof["head"] = checkpoint.sign(Checkpoint(Log.objects.earliest("id").origin, 9, b"\x07" * 32), rotated[1])
    told = api.verify_proof(proof, api.trust(), [node])
    assert (told.outcome, told.reasons[0].code) == (REFUTED, "after_end")


@tamper(
    "a thief of the gas key",
    "adds a continuation of his own to the contract",
    "at any time",
    "anchorer, verifier",
    "at its next look: the chain is ahead, sequencing stops; under the pins his entries prove nothing",
)
def test_a_contract_whose_gas_key_was_stolen_and_used_is_retired(chain: Chain, node: str) -> None:
    receipts = say(2)
    settle()
    stolen(chain, node)
    anchoring.anchor()
    assert [alarm.kind for alarm in standing.state().alarms] == [alarms.CHAIN_AHEAD]
    receipts += say(1)
    call_command("retire_anchor", chain.contract)
    deployment.deploy("main", node)
    settle()
    anchoring.anchor()
    assert (standing.state().alarms, standing.state().unanchored) == ((), 0)
    assert outcomes(receipts, node) == {PROVEN}


def stolen(chain: Chain, node: str) -> None:
    """What the thief can do: continue the tree that stands there with a leaf of his own."""
    held, web, leaf = bytes(Head.objects.get().root), Node(node), b"\x66" * 32
    data = web.anchor_call(chain.contract, 3, merkle.node_hash(held, leaf), [leaf])
    nonce = web.nonce(wire.address())
    signed = wire.sign(
        to=chain.contract, data=data, nonce=nonce, gas=wire.ANCHOR_GAS, gas_price_wei=0, chain_id=chain.chain_id
    )
    web.send(signed.raw)
    anchoring._mined(web, nonce)
    assert web.held(chain.contract, None)[0] == 3


def test_only_a_contract_in_use_is_retired(chain: Chain) -> None:
    with pytest.raises(CommandError, match="no contract"):
        call_command("retire_anchor", "0x" + "11" * 20)
    call_command("retire_anchor", chain.contract.lower())
    with pytest.raises(CommandError, match="no contract"):
        call_command("retire_anchor", chain.contract)


@pytest.mark.django_db(transaction=True)
def test_no_log_is_opened_while_a_sequencer_is_at_work() -> None:
    from tests.ledger.test_harm import admin

    say(1)
    with admin() as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [sequencer.LOCK])
        with pytest.raises(CommandError, match="at work"):
            call_command("new_log")
