"""Erasing an entry: its words are gone, its place and other people's proofs stay."""

import base64
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from ledger import api, checkpoint, merkle, proofs, sequencer
from ledger.errors import BadProof, OutsideTransaction, UnknownEntry
from ledger.models import Chain, Entry
from ledger.recorder import Receipt
from ledger.verify import PROVEN, REFUTED, verify_proof
from tests.ledger.conftest import full_rights, say, settle

pytestmark = pytest.mark.django_db


def shred(receipt: Receipt) -> Receipt:
    with transaction.atomic():
        return api.shred(receipt.id, "applicant's request", "p-clerk")


def test_erased_words_are_gone_and_everything_still_verifies(chain: Chain, node: str) -> None:
    mine, other = say(2)
    settle()
    kept = proofs.prove(mine.id)
    shred(mine)
    settle()
    row = Entry.objects.get(public_id=mine.id)
    assert (row.canonical, row.salt, row.actor, row.subject) == (None, None, "", "")
    told = verify_proof(proofs.prove(mine.id), proofs.trust(), [node])
    assert (told.outcome, told.reasons[0].code, told.told) == (PROVEN, "erased", None)
    assert verify_proof(proofs.prove(other.id), proofs.trust(), [node]).outcome == PROVEN
    assert verify_proof(kept, proofs.trust(), [node]).outcome == PROVEN
    assert list(api.audit()) == []


def test_an_erased_place_cannot_be_claimed_by_another_commitment(chain: Chain, node: str) -> None:
    mine = say(2)[0]
    shred(mine)
    settle()
    proof = proofs.prove(mine.id)
    assert isinstance(proof, dict)
    proof["commitment"] = base64.b64encode(bytes(32)).decode()
    assert verify_proof(proof, proofs.trust(), [node]).outcome == REFUTED


def test_an_entry_can_be_erased_before_it_has_a_leaf() -> None:
    shred(say(2)[0])
    assert sequencer.sequence() == 3
    assert list(api.audit()) == []


def test_erasing_is_recorded_and_done_once() -> None:
    mine = say()[0]
    receipt = shred(mine)
    assert Entry.objects.get(public_id=receipt.id).subject == f"entry:{mine.id}"
    with pytest.raises(UnknownEntry):
        shred(mine)
    with pytest.raises(UnknownEntry), transaction.atomic():
        api.shred(uuid4(), "none", "p-clerk")


@pytest.mark.django_db(transaction=True)
def test_erasing_outside_a_transaction_is_refused() -> None:
    with pytest.raises(OutsideTransaction):
        api.shred(say()[0].id, "r", "p-clerk")


def test_the_door_for_erasing_opens_for_one_entry_only() -> None:
    mine, other = say(2)
    shred(mine)
    sql = "UPDATE ledger_entry SET canonical = NULL, salt = NULL WHERE public_id = %s"
    with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        cursor.execute(sql, [other.id])


def test_content_taken_without_a_record_is_named() -> None:
    mine = say(2)[1]
    sequencer.sequence()
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET canonical = NULL, salt = NULL WHERE public_id = %s", [mine.id])
    assert [(finding.which, "no erasure" in finding.why) for finding in api.audit()] == [(str(mine.id), True)]


def test_any_two_heads_are_joined_by_a_path() -> None:
    for number in (3, 4, 300):
        say(number)
        sequencer.sequence()
    told = api.consistency(3, 307)
    first, second = (checkpoint.read(told[name])[0] for name in ("first", "second"))
    merkle.check_consistency(3, 307, first.root, second.root, [base64.b64decode(step) for step in told["path"]])
    assert api.consistency(7, 7)["path"] == []
    with pytest.raises(UnknownEntry):
        api.consistency(3, 8)
    with pytest.raises(BadProof):
        api.consistency(7, 3)
