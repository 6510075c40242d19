"""What machines do to a ledger: a stopped database, a full disk, a slow node, a clock that jumps, an old backup."""

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from ledger import alarms, anchoring, api, deployment, sequencer, standing
from ledger import chain as wire
from ledger.models import Anchor, Chain, Entry, Head, Leaf
from ledger.verify import PROVEN
from tests.chain import local_chain, rpc
from tests.ledger.conftest import say, settle

pytestmark = [pytest.mark.long, pytest.mark.django_db(transaction=True)]


def sound(receipts: list[api.Receipt], url: str) -> bool:
    """No entry lost or twice, heads consistent, every receipt's proof good."""
    told = [api.verify_proof(api.prove(receipt.id), api.trust(), [url]).outcome for receipt in receipts]
    places = list(Leaf.objects.order_by("index").values_list("index", flat=True))
    whole = places == list(range(len(receipts))) and Entry.objects.count() == len(receipts)
    return whole and list(api.audit()) == [] and set(told) == {PROVEN}


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


@contextmanager
def mounted(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of this size, which only root may make."""
    folder.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder], check=False, capture_output=True
    )
    if made.returncode:
        pytest.skip("mounting a small disk needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


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


def test_writers_go_on_while_a_batch_hangs(chain: Chain, node: str) -> None:
    receipts = say(2)
    with admin() as other:
        other.execute("SELECT pg_advisory_xact_lock(%s)", [sequencer.LOCK])
        receipts += say(2)
        assert sequencer.sequence() == 0
    settle()
    assert sound(receipts, node)
