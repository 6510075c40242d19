"""What machines do to a ledger: a stopped database, a full disk, a slow node, a clock that jumps, an old backup."""

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from ledger import alarms, anchoring, deployment, sequencer, standing
from ledger import chain as wire
from ledger.models import Anchor, Chain, Entry, Head, Leaf
from tests.chain import local_chain, rpc
from tests.ledger.conftest import mounted, say, settle, sound
from tests.ledger.tables import fault

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]


def admin() -> psycopg.Connection[tuple[object, ...]]:
    """A second way into the test's server."""
    own = connection.settings_dict
    return psycopg.connect(dbname=own["NAME"], user=own["USER"], host=own["HOST"], port=own["PORT"] or None)


def cut_off() -> None:
    """What a stop of the server does to our session."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    with admin() as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [backend])


@fault(
    "the sequencer's session is cut within a batch",
    "the ring fails",
    "the whole batch is left for the next",
)
@pytest.mark.parametrize("step", ["_trusted_frontier", "_store", "_sign"])
def test_a_database_gone_within_a_batch_leaves_it_for_the_next(
    chain: Chain, node: str, step: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipts = say(3)
    whole = getattr(sequencer, step)

    def stopped(*arguments: object) -> object:
        done = whole(*arguments)
        cut_off()
        return done

    monkeypatch.setattr(sequencer, step, stopped)
    with pytest.raises((DatabaseError, InterfaceError)):
        sequencer.sequence()
    monkeypatch.setattr(sequencer, step, whole)
    connection.close()
    assert Leaf.objects.count() == 0
    settle()
    assert sound(receipts, node)


@fault(
    "the anchorer's session is cut after the send",
    "the ring fails",
    "the anchor is found on the chain, not sent twice",
)
def test_a_database_gone_after_the_send_finds_the_anchor_again(
    chain: Chain, node: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipts = say(3)
    monkeypatch.setattr(anchoring, "_mined", lambda *_: cut_off())
    with pytest.raises((DatabaseError, InterfaceError)):
        settle()
    connection.close()
    monkeypatch.undo()
    anchoring.anchor()
    assert Anchor.objects.count() == 1
    assert sound(receipts, node)


@fault(
    "disk full while a key is made",
    "alarm that the head key cannot be made",
    "no half key; goes on with space",
)
def test_a_full_disk_makes_no_half_key(settings: Settings, tmp_path: Path) -> None:
    with mounted(tmp_path / "small", 16) as disk:
        settings.KEYS_DIR = disk / "keys"
        settings.KEYS_DIR.mkdir()
        with suppress(OSError), (disk / "filler").open("wb", buffering=0) as file:
            while file.write(b"x" * 512):
                pass
        say(2)
        assert sequencer.sequence() == 0
        assert not (settings.KEYS_DIR / "ledger_head.key").exists()
        (disk / "filler").unlink()
        assert sequencer.sequence() == 2


@pytest.fixture
def slow() -> Iterator[str]:
    """A node that takes every call and answers none."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        held: list[socket.socket] = []

        def take() -> None:
            with suppress(OSError):
                while True:
                    held.append(listening.accept()[0])

        threading.Thread(target=take, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        listening.shutdown(socket.SHUT_RDWR)
        for one in held:
            one.close()


@fault(
    "node takes calls and answers none",
    "status waiting, reason on the page",
    "anchored when it answers",
)
def test_a_node_that_never_answers_means_waiting(
    chain: Chain, node: str, slow: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ledger.chain.TIMEOUT_SECONDS", 0.3)
    receipts = say(2)
    settings.CHAIN_RPC = slow
    settle()
    assert (standing.state().chains[0].status, sequencer.sequence()) == ("waiting", 0)
    settings.CHAIN_RPC = node
    anchoring.anchor()
    assert sound(receipts, node)


@fault(
    "clock jumps back a month, back minutes, ahead days",
    "nothing to notice",
    "order is the tree's",
)
@pytest.mark.parametrize("jump", [timedelta(days=-30), timedelta(minutes=-5), timedelta(days=3)])
def test_a_clock_that_jumps_loses_nothing(
    chain: Chain, node: str, jump: timedelta, monkeypatch: pytest.MonkeyPatch
) -> None:
    receipts = say(2)
    settle()
    real = timezone.now
    monkeypatch.setattr(timezone, "now", lambda: real() + jump)
    receipts += say(2)
    settle()
    monkeypatch.undo()
    receipts += say(2)
    settle()
    assert list(Head.objects.order_by("id").values_list("size", flat=True)) == [2, 4, 6]
    assert sound(receipts, node)


TABLES = ("ledger_log", "ledger_entry", "ledger_waiting", "ledger_leaf", "ledger_tile", "ledger_head", "ledger_chain")


def run(*command: str) -> None:
    own = connection.settings_dict
    environment = {**os.environ, "PGHOST": own["HOST"], "PGUSER": own["USER"], "PGDATABASE": own["NAME"]}
    # Neither the guards nor the queue's trigger may act on rows that are only put back.
    environment["PGOPTIONS"] = "-c session_replication_role=replica"
    subprocess.run(command, check=True, env=environment, capture_output=True)


@fault(
    "database restored from an older backup",
    "the chain is ahead: alarm, red lamp",
    "nothing is sequenced until the lost rows are back",
)
def test_a_database_restored_from_an_older_backup_is_noticed_before_it_forks(
    chain: Chain, node: str, tmp_path: Path
) -> None:
    say(2)
    settle()
    dump = str(tmp_path / "backup")
    tables = [f"--table={table}" for table in (*TABLES, "ledger_anchor")]
    run("pg_dump", "--format=custom", "--data-only", f"--file={dump}", *tables)
    say(3)
    settle()
    connection.close()
    run("psql", "--command", f"TRUNCATE {', '.join(TABLES)} CASCADE")
    run("pg_restore", "--data-only", "--dbname", connection.settings_dict["NAME"], dump)
    assert (Entry.objects.count(), standing.state().size) == (2, 2)
    anchoring.anchor()
    say(1)
    assert [alarm.kind for alarm in standing.state().alarms] == [alarms.CHAIN_AHEAD]
    assert sequencer.sequence() == 0


@fault(
    "the node takes back nonces",
    "the nonce in flight is not the next",
    "planned anew with the next nonce",
)
def test_nonces_too_far_ahead_are_planned_anew(settings: Settings, tmp_path: Path) -> None:
    with local_chain(tmp_path) as url:
        settings.CHAIN_RPC = url
        deployment.deploy("main", url)
        receipts = say(2)
        rpc(url, "anvil_setNonce", wire.address(), hex(9))
        rpc(url, "evm_setAutomine", False)
        settle()
        rpc(url, "anvil_dropAllTransactions")
        rpc(url, "anvil_setNonce", wire.address(), hex(4))
        rpc(url, "evm_setAutomine", True)
        settle()
        assert sound(receipts, url)
        assert list(Anchor.objects.order_by("id").values_list("nonce", flat=True)) == [9, 4]


@fault(
    "a sequencer hangs in its batch",
    "others find the lock taken",
    "writers go on; sequenced when it ends",
)
def test_writers_go_on_while_a_batch_hangs(chain: Chain, node: str) -> None:
    receipts = say(2)
    with admin() as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [sequencer.LOCK])
        receipts += say(2)
        assert sequencer.sequence() == 0
    settle()
    assert sound(receipts, node)
