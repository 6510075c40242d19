"""Key files and signed notes."""

import stat
import threading
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from ledger import chain, checkpoint, keys, signing
from ledger.checkpoint import Checkpoint
from ledger.errors import BadCheckpoint, KeyUnusable


def secret() -> bytes:
    return keys.ed25519_key("ledger_head.key").private_bytes_raw()


def test_a_key_is_made_once_and_for_its_owner_alone(tmp_path: Path) -> None:
    first = secret()
    file = tmp_path / "keys" / "ledger_head.key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert secret() == first
    assert [other.name for other in file.parent.iterdir()] == [file.name]


def test_makers_at_once_end_with_one_key() -> None:
    found: set[bytes] = set()
    threads = [threading.Thread(target=lambda: found.add(secret())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 1


def test_a_spoiled_key_is_refused_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "ledger_head.key").write_text("spoiled")
    with pytest.raises(KeyUnusable):
        keys.head_key()
    (tmp_path / "keys" / "gas.key").write_text("spoiled")
    with pytest.raises(KeyUnusable):
        chain.address()


def test_the_gas_key_can_stand_in_a_keystore(settings: Settings, tmp_path: Path) -> None:
    settings.LEDGER_GAS_PASSWORD = "correct horse"
    address = chain.address()
    assert (tmp_path / "keys" / "gas.key").read_text().startswith("{")
    signing._signer.cache_clear()
    assert chain.address() == address
    settings.LEDGER_GAS_PASSWORD = "wrong"
    with pytest.raises(KeyUnusable):
        chain.address()


def test_a_note_reads_back_under_its_key_alone(settings: Settings, tmp_path: Path) -> None:
    head = Checkpoint("city.example/ledger/sha256/2026", 12, bytes(range(32)))
    note = checkpoint.sign(head, keys.head_key())
    lines = note.split("\n")
    assert lines[:4] == [head.origin, "12", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", ""]
    assert lines[4].startswith("\u2014 city.example/ledger/sha256/2026 ")
    mine = checkpoint.public_bytes(keys.head_key())
    assert checkpoint.check(note, mine) == head
    settings.KEYS_DIR = tmp_path / "other"
    with pytest.raises(BadCheckpoint, match="not signed"):
        checkpoint.check(note, checkpoint.public_bytes(keys.head_key()))
    with pytest.raises(BadCheckpoint, match="does not hold"):
        checkpoint.check(note.replace("\n12\n", "\n13\n"), mine)


@pytest.mark.parametrize(
    "note", ["", "a\nb\n", "a\n1\nAA==\n\n- a AA==\n", "a\nx\nAA==\n\n", "a\n1\n!\n\n\u2014 a AA==\n"]
)
def test_what_is_no_note_is_refused(note: str) -> None:
    with pytest.raises(BadCheckpoint):
        checkpoint.check(note, bytes(32))
