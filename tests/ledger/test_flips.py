"""Two hundred flipped bits in whatever is stored: each is found, and named."""

import random
from dataclasses import dataclass

import pytest
from django.db import connection

from ledger import alarms, api, sequencer, standing
from ledger.models import Entry, Leaf
from tests.ledger.conftest import full_rights, say
from tests.ledger.tables import tamper

pytestmark = pytest.mark.django_db
# Table, column, and how a finding names the row.
PLACES = [
    ("ledger_entry", "canonical", "public_id::text"),
    ("ledger_entry", "salt", "public_id::text"),
    ("ledger_entry", "commitment", "public_id::text"),
    ("ledger_leaf", "hash", "(SELECT public_id::text FROM ledger_entry WHERE id = entry_id)"),
    ("ledger_tile", "hashes", "'0/' || index"),
    ("ledger_tile", "root", "'0/' || index"),
    ("ledger_head", "root", "'@' || size"),
    ("ledger_head", "note", "'@' || size"),
]


@dataclass(frozen=True)
class Flip:
    """One bit of one stored value."""

    table: str
    column: str
    place: str
    name: str
    before: bytes | str
    after: bytes | str

    def write(self, value: bytes | str) -> None:
        with full_rights() as sql:
            sql(f"UPDATE {self.table} SET {self.column} = %s WHERE ctid = %s", [value, self.now()])

    def now(self) -> str:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT ctid::text FROM {self.table} WHERE {self.place}")
            return str(cursor.fetchone()[0])


def flip(dice: random.Random) -> Flip:
    table, column, name = dice.choice(PLACES)
    key = {"ledger_leaf": "entry_id"}.get(table, "id")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {key}, {name}, {column} FROM {table} ORDER BY {key}")
        row, told, before = dice.choice(cursor.fetchall())
    data = bytearray(before.encode() if isinstance(before, str) else before)
    at = dice.choice([at for at in range(len(data)) if data[at] < 128 or not isinstance(before, str)])
    # Text takes no NUL and no broken UTF-8: its bits below the highest are flipped, and never down to zero.
    bits = [bit for bit in range(7 if isinstance(before, str) else 8) if data[at] ^ 1 << bit]
    data[at] ^= 1 << dice.choice(bits)
    after = data.decode() if isinstance(before, str) else bytes(data)
    return Flip(table, column, f"{key} = {row}", told, before, after)


@tamper(
    "full rights in the database",
    "flips any bit of an entry, salt, leaf, tile or head",
    "below the head",
    "audit and sweep",
    "200 of 200 flips are found and the row is named",
)
def test_every_flipped_bit_is_found_and_named() -> None:
    for _ in range(3):
        say(100)
        sequencer.sequence()
    dice = random.Random(6962)
    missed = []
    for _ in range(200):
        bent = flip(dice)
        bent.write(bent.after)
        if not any(finding.which.endswith(bent.name) for finding in api.audit()):
            missed.append(bent)
        bent.write(bent.before)
    assert missed == []
    assert list(api.audit()) == []


def test_the_sweep_names_a_changed_entry_and_clears_it_when_restored() -> None:
    receipts = say(300)
    sequencer.sequence()
    assert api.sweep() == 300
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET actor = 'p-other' WHERE public_id = %s", [receipts[7].id])
        sql("UPDATE ledger_tile SET root = set_bit(root, 3, 1 - get_bit(root, 3))")
    api.sweep()
    found = {(alarm.kind, alarm.about.split(" ")[-1]) for alarm in standing.state().alarms}
    assert found == {(alarms.ENTRY_CHANGED, str(receipts[7].id)), (alarms.TILE_CHANGED, "0/0")}
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET actor = 'p-zhang' WHERE public_id = %s", [receipts[7].id])
        sql("UPDATE ledger_tile SET root = set_bit(root, 3, 1 - get_bit(root, 3))")
    api.sweep()
    assert standing.state().alarms == ()


def test_the_sweep_sees_a_leaf_taken_out() -> None:
    receipts = say(5)
    sequencer.sequence()
    with full_rights() as sql:
        sql("DELETE FROM ledger_leaf WHERE index = 3")
    api.sweep()
    assert standing.state().alarms[0].about.endswith("#3")
    assert Entry.objects.filter(public_id=receipts[3].id, leaf=None).exists()


def test_the_sweep_comes_round_to_every_stretch(monkeypatch: pytest.MonkeyPatch) -> None:
    from ledger import sweep

    monkeypatch.setattr(sweep, "STRETCH", 256)
    say(600)
    sequencer.sequence()
    assert [sweep.sweep(turn) for turn in range(4)] == [256, 256, 88, 256]
    assert Leaf.objects.count() == 600
