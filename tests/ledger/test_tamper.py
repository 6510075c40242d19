"""What somebody with full database rights can change, and where it is seen."""

from collections.abc import Callable

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from ledger import alarms, anchoring, checkpoint, keys, proofs, sequencer, standing
from ledger.audit import audit
from ledger.checkpoint import Checkpoint
from ledger.models import Chain, Entry, Head, Leaf, Tile
from ledger.recorder import Receipt
from ledger.verify import PROVEN, REFUTED, Verdict, verify_proof
from tests.ledger.conftest import full_rights, say, settle
from tests.ledger.tables import tamper

pytestmark = pytest.mark.django_db


def verdict(receipt: Receipt, node: str) -> Verdict:
    return verify_proof(proofs.prove(receipt.id), proofs.trust(), [node])


@pytest.mark.parametrize("verb", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
@pytest.mark.parametrize("table", ["ledger_entry", "ledger_head"])
def test_the_database_refuses_to_change_the_record(table: str, verb: str) -> None:
    say()
    sequencer.sequence()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER ledger_no_truncate")
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(verb.format(table))


@tamper(
    "full rights in the database",
    "edits an entry",
    "below the head",
    "the verifier",
    "at once: the proof made of it is refuted and named; all others hold",
)
def test_one_changed_byte_refutes_the_entry_and_names_it(chain: Chain, node: str) -> None:
    mine, other = say(2)
    settle()
    with full_rights() as sql:
        sql(
            "UPDATE ledger_entry SET canonical = overlay(canonical placing '\\x58' from 12) WHERE public_id = %s",
            [mine.id],
        )
    told = verdict(mine, node)
    assert (told.outcome, told.exit_code) == (REFUTED, 3)
    assert str(mine.id) in told.text()
    assert verdict(other, node).outcome == PROVEN


def back_date(entry: Entry) -> None:
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET at = at - interval '1 day' WHERE id = %s", [entry.id])


def flip_salt(entry: Entry) -> None:
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET salt = set_bit(salt, 7, 1 - get_bit(salt, 7)) WHERE id = %s", [entry.id])


def flip_leaf(entry: Entry) -> None:
    with full_rights() as sql:
        sql("UPDATE ledger_leaf SET hash = set_bit(hash, 9, 1 - get_bit(hash, 9)) WHERE entry_id = %s", [entry.id])


def unplace(entry: Entry) -> None:
    with full_rights() as sql:
        sql("DELETE FROM ledger_leaf WHERE entry_id = %s", [entry.id])


@pytest.mark.parametrize("change", [back_date, flip_salt, flip_leaf])
def test_the_audit_names_the_changed_entry(change: Callable[[Entry], None]) -> None:
    receipts = say(4)
    sequencer.sequence()
    assert list(audit()) == []
    change(Entry.objects.get(public_id=receipts[2].id))
    assert [finding.which for finding in audit() if finding.what == "entry"] == [str(receipts[2].id)]


def test_the_audit_sees_a_leaf_taken_out() -> None:
    receipts = say(4)
    sequencer.sequence()
    unplace(Entry.objects.get(public_id=receipts[1].id))
    found = {(finding.what, finding.which) for finding in audit()}
    assert ("entry", str(receipts[1].id)) in found
    with pytest.raises(CommandError, match="broken"):
        call_command("verify_ledger")


@tamper(
    "full rights in the database",
    "changes a stored tile",
    "below the head",
    "audit, sequencer",
    "named; no head is signed over it",
)
def test_a_bent_tile_is_named_and_stops_the_sequencer() -> None:
    say(300)
    sequencer.sequence()
    with full_rights() as sql:
        sql("UPDATE ledger_tile SET root = set_bit(root, 0, 1 - get_bit(root, 0))")
    assert [finding.what for finding in audit()] == ["tile"]
    say(1)
    assert sequencer.sequence() == 0
    assert (Leaf.objects.count(), Tile.objects.count()) == (300, 1)
    assert standing.state().alarms[0].kind == alarms.TREE_CHANGED


def test_an_entry_changed_before_its_leaf_stops_the_sequencer_until_it_is_restored(chain: Chain, node: str) -> None:
    old = say()[0]
    settle()
    bad = say(3)[1]
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET verb = 'case.granted' WHERE public_id = %s", [bad.id])
    assert sequencer.sequence() == 0
    alarm = standing.state().alarms[0]
    assert (alarm.about, standing.state().lamp) == (str(bad.id), "red")
    assert "verb" in alarm.detail
    assert verdict(old, node).outcome == PROVEN
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET verb = 'case.submitted' WHERE public_id = %s", [bad.id])
    assert sequencer.sequence() == 3
    assert standing.state().alarms == ()


def forge_history(size: int) -> None:
    """The operator himself, key in hand, gives the log another past of the same length."""
    head = Head.objects.get(size=size)
    forged = Checkpoint(head.log.origin, size, b"\x07" * 32)
    with full_rights() as sql:
        note = checkpoint.sign(forged, keys.head_key())
        sql("UPDATE ledger_head SET root = %s, note = %s WHERE id = %s", [forged.root, note, head.id])


@tamper(
    "the operator with the head key",
    "rewrites an entry and signs the head again",
    "below the anchor",
    "verifier, anchorer",
    "at once: the chain holds another root; sequencing stops",
)
def test_a_head_that_the_operator_signed_anew_is_refuted(chain: Chain, node: str) -> None:
    receipt = say(1)[0]
    settle()
    row = Entry.objects.get(public_id=receipt.id)
    with full_rights() as sql:
        sql("UPDATE ledger_leaf SET hash = %s WHERE entry_id = %s", [b"\x07" * 32, row.id])
    forge_history(1)
    assert verdict(receipt, node).outcome == REFUTED
    anchoring.anchor()
    assert standing.state().alarms[0].kind == alarms.CHAIN_DIFFERS
    say(1)
    assert sequencer.sequence() == 0


@tamper(
    "full rights in the database",
    "cuts the newest entries and their heads",
    "below the anchor",
    "anchorer",
    "at its next look: the chain is ahead; sequencing stops, red lamp",
)
def test_a_database_cut_below_its_anchor_stops(chain: Chain) -> None:
    say(2)
    settle()
    say(2)
    settle()
    for table, where in (("ledger_anchor", "base > 0"), ("ledger_head", "size > 2"), ("ledger_leaf", "index > 1")):
        with full_rights() as sql:
            sql(f"DELETE FROM {table} WHERE {where}")
    anchoring.anchor()
    state = standing.state()
    assert (state.alarms[0].kind, state.chains[0].status, state.lamp) == (alarms.CHAIN_AHEAD, "stopped", "red")
    say(1)
    assert sequencer.sequence() == 0
