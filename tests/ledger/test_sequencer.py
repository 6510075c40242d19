"""Entries get their places: all of them, once, in whatever order transactions commit."""

import threading
import uuid
from collections.abc import Callable

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction

from ledger import api, entry, recorder, sequencer
from ledger.audit import audit
from ledger.errors import NotCanonical, OutsideTransaction
from ledger.models import Entry, Head, Leaf, Waiting
from tests.ledger.conftest import say
from tests.ledger.tables import fault

own_commits = pytest.mark.django_db(transaction=True)


def in_thread(work: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


@own_commits
def test_recording_outside_a_transaction_is_refused() -> None:
    with pytest.raises(OutsideTransaction):
        recorder.record("case.submitted", "case:1", {}, "p-1")
    assert Entry.objects.count() == 0


@pytest.mark.django_db
def test_recording_is_one_insert(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[object] = []
    execute = psycopg.Cursor.execute
    monkeypatch.setattr(psycopg.Cursor, "execute", lambda *told: said.append(told[1]) or execute(*told))
    api.record("case.submitted", "case:1", {"名": "张三"}, "p-1")
    assert said == [recorder.INSERT]


@pytest.mark.django_db
def test_an_insert_that_the_database_refuses_is_an_error_of_django(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "new_id", lambda at: uuid.UUID(int=7))
    api.record("case.submitted", "case:1", {}, "p-1")
    with pytest.raises(IntegrityError, match="public_id"), transaction.atomic():
        api.record("case.submitted", "case:1", {}, "p-1")


@pytest.mark.django_db
def test_columns_say_what_the_bytes_say_however_they_were_typed() -> None:
    api.record("case.submitted", "case:e\u0301", {}, 'p-"张三"')
    assert sequencer.sequence() == 1
    assert Entry.objects.get().subject == "case:\u00e9"


@pytest.mark.django_db
def test_a_body_without_canonical_bytes_is_refused() -> None:
    with pytest.raises(NotCanonical, match="fee"):
        api.record("case.paid", "case:1", {"fee": 1.5}, "p-1")


@own_commits
def test_an_entry_of_a_transaction_rolled_back_never_was() -> None:
    with transaction.atomic():
        api.record("case.submitted", "case:1", {}, "p-1")
        transaction.set_rollback(True)
    assert (Entry.objects.count(), Waiting.objects.count()) == (0, 0)


@fault(
    "an entry commits after one with a higher id was sequenced",
    "nothing to notice",
    "it gets the next place",
)
@own_commits
def test_an_entry_that_commits_late_is_not_skipped() -> None:
    recorded, commit = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            api.record("slow", "case:1", {}, "p-1")
            recorded.set()
            commit.wait(10)

    thread = in_thread(slow)
    recorded.wait(10)
    say(verb="quick")
    assert sequencer.sequence() == 1
    commit.set()
    thread.join()
    assert sequencer.sequence() == 1
    assert list(Leaf.objects.order_by("index").values_list("entry__verb", flat=True)) == ["quick", "slow"]


@fault(
    "three sequencers and three writers at once",
    "the lock is taken",
    "every entry once",
)
@own_commits
def test_sequencers_at_once_place_every_entry_once() -> None:
    stop = threading.Event()

    def busy() -> None:
        while not stop.is_set():
            sequencer.sequence(batch=7)

    sequencers = [in_thread(busy) for _ in range(3)]
    writers = [in_thread(lambda: [say(3) for _ in range(30)]) for _ in range(3)]
    for thread in writers:
        thread.join()
    stop.set()
    for thread in sequencers:
        thread.join()
    sequencer.sequence()
    assert list(Leaf.objects.order_by("index").values_list("index", flat=True)) == list(range(270))
    assert (Waiting.objects.count(), list(audit())) == (0, [])


@own_commits
def test_a_crash_before_the_head_leaves_nothing_half(monkeypatch: pytest.MonkeyPatch) -> None:
    say(5)
    with monkeypatch.context() as patch:
        patch.setattr(sequencer, "_sign", lambda *_: (_ for _ in ()).throw(SystemExit))
        with pytest.raises(SystemExit):
            sequencer.sequence()
    assert (Leaf.objects.count(), Waiting.objects.count(), Head.objects.count()) == (0, 5, 0)
    assert sequencer.sequence() == 5


@own_commits
def test_another_head_key_than_the_logs_stops(settings: object, tmp_path: object) -> None:
    say()
    sequencer.sequence()
    settings.KEYS_DIR = tmp_path / "other"  # type: ignore[attr-defined, operator]
    say()
    assert sequencer.sequence() == 0
    assert api.state().alarms[0].kind == "head_key_changed"
