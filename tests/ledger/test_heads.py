"""The signed heads as anybody may list and compare them."""

import base64

import pytest

from ledger import heads as listed
from ledger import sequencer
from ledger.errors import BadProof, UnknownEntry
from ledger.merkle import check_consistency
from ledger.models import Chain, Head
from tests.ledger.conftest import full_rights, say, settle

pytestmark = pytest.mark.django_db


def grown(*sizes: int) -> None:
    """A log with a head at each size."""
    for more in sizes:
        say(more)
        sequencer.sequence()


def test_heads_are_listed_newest_first_and_page_by_page() -> None:
    grown(2, 3, 1)
    assert [head.size for head in listed.heads()] == [6, 5, 2]
    assert [head.size for head in listed.heads(before=6, limit=1)] == [5]


def test_a_head_shows_where_it_is_anchored(chain: Chain) -> None:
    say(3)
    settle()
    (head,) = listed.heads()
    (anchor,) = head.anchors
    assert (anchor.chain_id, anchor.contract, len(anchor.tx), anchor.final_at is not None) == (
        chain.chain_id, chain.contract, 64, True,
    )  # fmt: skip


def test_a_stranger_can_check_that_a_later_head_continues_an_earlier_one() -> None:
    grown(3, 4, 9)
    found = listed.joined(3, 16)
    path = [base64.b64decode(step) for step in found.document["path"]]
    check_consistency(3, 16, bytes.fromhex(found.first_root), bytes.fromhex(found.second_root), path)
    assert found.holds


def test_a_head_under_which_the_root_was_exchanged_does_not_hold() -> None:
    grown(3, 4)
    lines = Head.objects.get(size=3).note.split("\n")
    lines[2] = Head.objects.get(size=7).note.split("\n")[2]
    with full_rights() as execute:
        execute("UPDATE ledger_head SET note = %s WHERE size = 3", ["\n".join(lines)])
    assert not listed.joined(3, 7).holds


def test_a_log_whose_leaf_was_exchanged_does_not_join_its_heads() -> None:
    grown(3, 4)
    with full_rights() as execute:
        execute("UPDATE ledger_leaf SET hash = %s WHERE index = 1", [b"\1" * 32])
    assert not listed.joined(3, 7).holds


def test_sizes_without_a_head_and_heads_in_the_wrong_order_are_told() -> None:
    grown(3, 4)
    with pytest.raises(UnknownEntry):
        listed.joined(3, 5)
    with pytest.raises(BadProof):
        listed.joined(7, 3)
