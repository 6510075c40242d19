"""Defects that others have shipped, planted here: the scenario that holds without one fails with it."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connection, transaction
from pytest_django.fixtures import Settings

from ledger import anchoring, api, deployment, entry, recorder, sequencer
from ledger.chain import Node
from ledger.models import Anchor, Chain, Entry, Head, Leaf
from ledger.verify import PROVEN
from tests.chain import local_chain, rpc
from tests.ledger.conftest import full_rights, say, settle
from tests.ledger.tables import fault

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]
Plant = Callable[[pytest.MonkeyPatch], None]


def everything_placed() -> bool:
    return Leaf.objects.count() == Entry.objects.count() and list(api.audit()) == []


def late_commit(url: str) -> bool:
    """An entry with a lower id commits after a higher one has been sequenced."""
    recorded, commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            api.record("slow", "case:1", {}, "p-1")
            recorded.set()
            commit.wait(10)
        connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    recorded.wait(10)
    say()
    sequencer.sequence()
    commit.set()
    thread.join()
    sequencer.sequence()
    return everything_placed()


def fork(url: str) -> bool:
    """A proof handed out, and then the chain reorganises above its depth; what was given must stay good."""
    receipt = say()[0]
    settle()
    proof = api.prove(receipt.id)
    pinned = api.trust()
    pinned["logs"][0]["chains"][0]["depth"] = 3
    rpc(url, "anvil_reorg", 1, [])
    return isinstance(proof, api.Pending) or api.verify_proof(proof, pinned, [url]).outcome == PROVEN


def resend(url: str) -> bool:
    """A slow chain is looked at often; at most one transaction of ours may wait there."""
    rpc(url, "evm_setAutomine", False)
    say()
    for _ in range(3):
        settle()
    pool = rpc(url, "txpool_status")
    return int(pool["pending"], 16) + int(pool["queued"], 16) == 1


def changed_while_waiting(url: str) -> bool:
    """A row changed before its leaf may get no signature over it."""
    receipt = say(2)[0]
    with full_rights() as sql:
        sql("UPDATE ledger_entry SET actor = 'p-other' WHERE public_id = %s", [receipt.id])
    return sequencer.sequence() == 0


def recorded(url: str) -> bool:
    say(2)
    sequencer.sequence()
    return everything_placed()


def by_watermark(patch: pytest.MonkeyPatch) -> None:
    def after_last(batch: int) -> list[int]:
        last = Leaf.objects.order_by("-entry_id").values_list("entry_id", flat=True).first() or 0
        return list(Entry.objects.filter(id__gt=last).order_by("id").values_list("id", flat=True)[:batch])

    patch.setattr(sequencer, "_waiting", after_last)


def at_depth_0(patch: pytest.MonkeyPatch) -> None:
    Chain.objects.update(depth=0)


def new_nonce_each_send(patch: pytest.MonkeyPatch) -> None:
    planned = anchoring._planned

    def renewed(row: Chain, node: Node, head: Head, look: anchoring._Look) -> Anchor:
        number = Anchor.objects.count()
        return planned(row, node, head, anchoring._Look(look.nonce + number, look.size, look.final_size))

    patch.setattr(anchoring, "_spent", lambda *_: True)
    patch.setattr(anchoring, "_planned", renewed)


def unread_rows(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(sequencer, "_leaf", lambda row: entry.leaf_hash(row.committed))


def no_queue(patch: pytest.MonkeyPatch) -> None:
    whole = recorder.record

    def forgets(*arguments: object) -> recorder.Receipt:
        receipt = whole(*arguments)  # type: ignore[arg-type]
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM ledger_waiting WHERE entry_id = (SELECT max(id) FROM ledger_entry)")
        return receipt

    patch.setattr(recorder, "record", forgets)


@dataclass(frozen=True)
class Case:
    scenario: Callable[[str], bool]
    defect: Plant
    caught: str


CASES = {
    "id watermark": Case(late_commit, by_watermark, "an entry that commits late has no leaf"),
    "confirmed at depth 0": Case(fork, at_depth_0, "a proof handed out is not good after a fork"),
    "new nonce for each send": Case(resend, new_nonce_each_send, "two transactions wait on the chain"),
    "rows signed unread": Case(changed_while_waiting, unread_rows, "a changed row gets a signature"),
    "queue forgotten": Case(recorded, no_queue, "an entry has no leaf and does not wait"),
}


@pytest.mark.parametrize("planted", [False, True])
@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=fault(f"planted: {name}", case.caught, "the scenario fails with it and holds without"))
        for name, case in CASES.items()
    ],
)
def test_the_scenario_holds_exactly_without_the_defect(
    name: str, planted: bool, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with local_chain(tmp_path) as url:
        settings.CHAIN_RPC = url
        deployment.deploy("main", url, depth=3)
        if planted:
            CASES[name].defect(monkeypatch)
        assert CASES[name].scenario(url) is not planted
