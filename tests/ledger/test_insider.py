"""An insider with every right in the database: what is seen before and after the head, and what is not."""

from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from ledger import alarms, anchoring, api, checkpoint, deployment, keys, sequencer, standing
from ledger import chain as wire
from ledger.chain import Node
from ledger.checkpoint import Checkpoint
from ledger.models import Chain, Entry, Head
from ledger.verify import REFUTED
from ledger.witness import Witness, pins
from tests.ledger.conftest import full_rights, say, settle

pytestmark = pytest.mark.django_db


def edit(first: int, second: int) -> None:
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET actor = 'p-other' WHERE id = %s", [first])


def delete(first: int, second: int) -> None:
    with full_rights() as sql:
        sql("DELETE FROM ledger_entry WHERE id = %s", [first])


def back_date(first: int, second: int) -> None:
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET at = at - interval '1 day' WHERE id = %s", [first])


def swap(first: int, second: int) -> None:
    """Exchanges the whole contents of two rows, each whole in itself."""
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET id = -1 WHERE id = %s", [first])
        sql("UPDATE ledger_entry SET id = %s WHERE id = %s", [first, second])
        sql("UPDATE ledger_entry SET id = %s WHERE id = -1", [second])


def reinsert(first: int, second: int) -> None:
    """Takes a row out and puts it in again at the end, as if it had just happened."""
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET id = (SELECT max(id) + 1 FROM ledger_entry) WHERE id = %s", [first])


ATTACKS = [edit, delete, back_date, swap, reinsert]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attack", ATTACKS)
def test_below_the_head_the_audit_sees_it(attack: Callable[[int, int], None]) -> None:
    say(4)
    sequencer.sequence()
    first, second = Entry.objects.order_by("id").values_list("id", flat=True)[1:3]
    assert list(api.audit()) == []
    attack(first, second)
    assert list(api.audit()) != []


@pytest.mark.parametrize("attack", [edit, delete, back_date])
def test_in_the_second_before_the_head_the_sequencer_stops(attack: Callable[[int, int], None]) -> None:
    say(4)
    first, second = Entry.objects.order_by("id").values_list("id", flat=True)[1:3]
    attack(first, second)
    assert sequencer.sequence() == 0
    assert standing.state().alarms[0].kind == alarms.WAITING_CHANGED


def test_before_any_head_a_whole_row_and_its_place_in_the_queue_can_vanish_but_not_the_receipt() -> None:
    lost, _ = say(2)
    with full_rights() as sql:
        sql("DELETE FROM ledger_waiting WHERE entry_id = (SELECT id FROM ledger_entry WHERE public_id = %s)", [lost.id])
        sql("DELETE FROM ledger_entry WHERE public_id = %s", [lost.id])
    assert sequencer.sequence() == 1
    assert list(api.audit()) == []
    with pytest.raises(api.UnknownEntry):
        api.prove(lost.id)


def test_the_gas_keys_holder_cannot_anchor_another_history(chain: Chain, node: str) -> None:
    say(3)
    settle()
    web = Node(node)
    for path in ([], [b"\x07" * 32]):
        call = web.anchor_call(chain.contract, 5, b"\x07" * 32, path)
        nonce = web.nonce(wire.address())
        web.send(
            wire.sign(
                to=chain.contract,
                data=call,
                nonce=nonce,
                gas=wire.ANCHOR_GAS,
                gas_price_wei=0,
                chain_id=chain.chain_id,
            ).raw
        )
    anchoring.anchor()
    assert web.held(chain.contract, None)[0] == 3


def test_a_forger_with_own_keys_contract_and_node_is_refuted_under_the_pins(chain: Chain, node: str) -> None:
    receipt = say(2)[0]
    settle()
    pinned, proof = api.trust(), api.prove(receipt.id)
    assert isinstance(proof, dict)
    origin = Head.objects.get().log.origin
    proof["head"] = checkpoint.sign(Checkpoint(origin, 2, b"\x07" * 32), Ed25519PrivateKey.generate())
    proof["anchors"] = [{**proof["anchors"][0], "contract": deployment.deploy("forged", node)[0].contract}]
    assert api.verify_proof(proof, pinned, [node]).outcome == REFUTED


def test_two_citizens_are_not_shown_two_histories(chain: Chain, node: str, tmp_path: object) -> None:
    """The second history, signed by the operator himself, gets neither the chain nor the witness."""
    receipt = say(2)[0]
    settle()
    watching = Witness("w", Ed25519PrivateKey.generate(), pins(api.trust()), tmp_path / "w.json")  # type: ignore[operator]
    head = Head.objects.get()
    assert watching.add(f"old 0\n\n{head.note}").status == 200
    other = checkpoint.sign(Checkpoint(head.log.origin, 2, b"\x07" * 32), keys.head_key())
    assert watching.add(f"old 2\n\n{other}").status == 422
    proof = api.prove(receipt.id)
    assert isinstance(proof, dict)
    assert api.verify_proof({**proof, "head": other}, api.trust(), [node]).outcome == REFUTED
