"""An insider with every right in the database: what is seen before and after the head, and what is not."""

import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from ledger import alarms, anchoring, api, checkpoint, deployment, entry, keys, recorder, sequencer, standing
from ledger import chain as wire
from ledger.chain import Node
from ledger.checkpoint import Checkpoint
from ledger.models import Chain, Entry, Head
from ledger.verify import PROVEN, REFUTED
from ledger.witness import Witness, pins
from tests.ledger.conftest import full_rights, say, settle
from tests.ledger.tables import tamper

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


WHO = "full rights in the database"
BELOW = {
    edit: "edits an entry",
    delete: "deletes an entry",
    back_date: "back-dates an entry",
    swap: "swaps two entries",
    reinsert: "puts an entry in again at the end",
}
ABOVE = {edit: BELOW[edit], delete: BELOW[delete], back_date: BELOW[back_date], reinsert: BELOW[reinsert]}


def seen(attacks: dict[Callable[[int, int], None], str], when: str, by: str, how: str) -> list[object]:
    """One parameter for each attack, with its cell of the table."""
    return [
        pytest.param(attack, id=attack.__name__, marks=tamper(WHO, what, when, by, how))
        for attack, what in attacks.items()
    ]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "attack",
    seen(BELOW, "below the head", "audit and sweep", "named: the entries no longer give the root that was signed"),
)
def test_below_the_head_the_audit_sees_it(attack: Callable[[int, int], None]) -> None:
    say(4)
    sequencer.sequence()
    first, second = Entry.objects.order_by("id").values_list("id", flat=True)[1:3]
    assert list(api.audit()) == []
    attack(first, second)
    assert list(api.audit()) != []
    api.sweep(0)
    assert standing.state().alarms != ()


@pytest.mark.parametrize(
    "attack",
    seen(ABOVE, "before the head", "sequencer", "at its next ring: signs nothing, names the entry, alarms"),
)
def test_in_the_second_before_the_head_the_sequencer_stops(attack: Callable[[int, int], None]) -> None:
    say(4)
    first, second = Entry.objects.order_by("id").values_list("id", flat=True)[1:3]
    attack(first, second)
    assert sequencer.sequence() == 0
    assert standing.state().alarms[0].kind == alarms.WAITING_CHANGED


@tamper(
    WHO,
    "swaps two entries",
    "before the head",
    "nobody, harmlessly",
    "order is promised by the head alone; both entries stay as they were and provable",
)
def test_before_the_head_swapped_entries_stay_what_they_were(chain: Chain, node: str) -> None:
    receipts = say(4)
    first, second = Entry.objects.order_by("id").values_list("id", flat=True)[1:3]
    swap(first, second)
    settle()
    proofs = [api.prove(receipt.id) for receipt in receipts]
    assert {api.verify_proof(proof, api.trust(), [node]).outcome for proof in proofs} == {PROVEN}


@tamper(
    WHO,
    "cuts an entry with its place in the queue",
    "before the head",
    "whoever holds its receipt, reconciliation",
    "no proof comes by the promised time; the state of the case has no entry",
)
def test_before_any_head_a_whole_row_and_its_place_in_the_queue_can_vanish_but_not_the_receipt() -> None:
    lost, _ = say(2)
    with full_rights() as sql:
        sql("DELETE FROM ledger_waiting WHERE entry_id = (SELECT id FROM ledger_entry WHERE public_id = %s)", [lost.id])
        sql("DELETE FROM ledger_entry WHERE public_id = %s", [lost.id])
    assert sequencer.sequence() == 1
    assert list(api.audit()) == []
    with pytest.raises(api.UnknownEntry):
        api.prove(lost.id)


@tamper(
    WHO,
    "cuts the newest entries and their heads",
    "below a head that neither chain nor witness holds",
    "whoever holds a receipt, reconciliation",
    "no proof comes by the promised time; a witness makes this window seconds",
)
def test_what_nobody_else_holds_yet_can_be_cut_but_not_the_receipt(chain: Chain) -> None:
    say(2)
    settle()
    lost = say(2)[0]
    sequencer.sequence()
    with full_rights() as sql:
        for table, where in (("head", "size > 2"), ("leaf", "index > 1"), ("entry", f"at >= '{lost_at(lost.id)}'")):
            sql(f"DELETE FROM ledger_{table} WHERE {where}")
    anchoring.anchor()
    assert list(api.audit()) == []
    with pytest.raises(api.UnknownEntry):
        api.prove(lost.id)


def lost_at(entry: object) -> object:
    return Entry.objects.get(public_id=entry).at


@tamper(
    "the operator with the head key",
    "rewrites an entry and signs the head again",
    "below a head that neither chain nor witness holds",
    "whoever holds the receipt",
    "at once: the entry's commitment is not the one on the receipt",
)
def test_the_receipt_convicts_an_operator_who_signs_the_rewritten_head() -> None:
    receipt = say(1)[0]
    sequencer.sequence()
    old = Entry.objects.get()
    data = entry.canonical({**json.loads(old.canonical or b""), "verb": "case.refused"})
    committed = entry.commitment(bytes(old.salt or b""), data)
    note = checkpoint.sign(Checkpoint(Head.objects.get().log.origin, 1, entry.leaf_hash(committed)), keys.head_key())
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET verb = 'case.refused', canonical = %s, commitment = %s", [data, committed])
        sql("UPDATE ledger_leaf SET hash = %s", [entry.leaf_hash(committed)])
        sql("UPDATE ledger_head SET root = %s, note = %s", [entry.leaf_hash(committed), note])
    assert list(api.audit()) == []
    assert Entry.objects.get().commitment.hex() != receipt.commitment


@tamper(
    "the operator",
    "never writes the entry and hands out a receipt",
    "at any time",
    "whoever holds the receipt, reconciliation",
    "no proof comes by the promised time; the state of the case has no entry",
)
def test_an_entry_that_was_never_written_has_no_proof(chain: Chain) -> None:
    with transaction.atomic():
        receipt = recorder.record("case.submitted", "case:1", {}, "p-zhang")
        transaction.set_rollback(True)
    settle()
    with pytest.raises(api.UnknownEntry):
        api.prove(receipt.id)


@tamper(
    "the gas key's holder",
    "anchors another history",
    "at any time",
    "the contract",
    "at once: without a consistency proof from the head it holds it takes nothing",
)
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


@tamper(
    "a forger",
    "shows a proof under own keys, contract and node",
    "at any time",
    "the verifier",
    "at once: it believes what its owner pinned, and nothing that the proof brings",
)
def test_a_forger_with_own_keys_contract_and_node_is_refuted_under_the_pins(chain: Chain, node: str) -> None:
    receipt = say(2)[0]
    settle()
    pinned, proof = api.trust(), api.prove(receipt.id)
    assert isinstance(proof, dict)
    origin = Head.objects.get().log.origin
    proof["head"] = checkpoint.sign(Checkpoint(origin, 2, b"\x07" * 32), Ed25519PrivateKey.generate())
    proof["anchors"] = [{**proof["anchors"][0], "contract": deployment.deploy("forged", node)[0].contract}]
    assert api.verify_proof(proof, pinned, [node]).outcome == REFUTED


@tamper(
    "the operator with the head key",
    "shows two citizens two histories",
    "at any time",
    "witness, contract, verifier",
    "at once: the second history gets neither co-signature nor anchor and is refuted",
)
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
