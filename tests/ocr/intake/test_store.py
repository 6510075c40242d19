"""Originals: byte-exact, once, under their digest; hostile files are answered and leave nothing."""

import hashlib
import os
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from ocr.intake import decoder, sandbox
from ocr.intake.store import get, store
from ocr.intake.vault import original
from ocr.models import StoredDocument
from ocr.values import Rejected
from tests.ocr.conftest import picture
from tests.ocr.hostile import pdf, png

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]

LOCKED = b"/Encrypt<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>/ID[<00><00>]"


def refusal(data: bytes, name: str = "") -> Rejected:
    with pytest.raises(Rejected) as caught:
        store(data, name)
    return caught.value


def left_behind(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_an_original_is_kept_byte_exact_under_its_digest() -> None:
    data = picture("JPEG", exif=b"Exif\0\0")
    document = store(data, "a.jpg")
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert original(document.sha256).read_bytes() == data


def test_the_same_bytes_twice_are_one_document(vault: Path) -> None:
    assert store(picture(), "a.png") == store(picture(), "b.png")
    assert StoredDocument.objects.count() == 1
    assert len(left_behind(vault / "files")) == 1


def test_a_lost_file_is_stored_again_when_it_comes_again() -> None:
    document = store(picture(), "")
    original(document.sha256).unlink()
    store(picture(), "")
    assert original(document.sha256).exists()


def test_a_row_that_was_never_written_is_mended_by_the_next_upload() -> None:
    document = store(picture(), "")
    StoredDocument.objects.all().delete()
    assert store(picture(), "") == document


def test_pages_are_counted() -> None:
    many = [Image.new("L", (80, 80)) for _ in range(3)]
    tiff = BytesIO()
    many[0].save(tiff, "TIFF", save_all=True, append_images=many[1:])
    assert (store(pdf(4), "a.pdf").pages, store(tiff.getvalue(), "a.tif").pages) == (4, 3)


def test_a_document_that_is_not_there_is_looked_for_in_vain() -> None:
    with pytest.raises(LookupError):
        get("0" * 64)


@pytest.mark.parametrize("digest", ["../../etc/passwd", "a" * 63, "A" * 64, "", "0" * 64 + "\n"])
def test_no_text_but_a_digest_becomes_a_path(digest: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        original(digest)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (png(16000, 11000, rows=4), "too_many_pixels"),
        (pdf(31), "too_many_pages"),
        (pdf(side=14_500), "page_too_big"),
        (pdf(trailer=LOCKED), "encrypted"),
        (picture("PNG", (20, 400)), "too_small"),
        (picture("JPEG", (900, 900), quality=95)[:-400], "not_readable"),
        (picture("PNG", (400, 400))[:200], "not_readable"),
        (b"%PDF-1.7 and then nothing", "not_readable"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), "not_readable"),
        (b"II*\x00" + b"\xff" * 300, "not_readable"),
    ],
)  # fmt: skip
def test_a_hostile_or_broken_file_is_refused_in_one_word_and_leaves_nothing(
    data: bytes, code: str, vault: Path
) -> None:
    assert refusal(data).code == code
    assert left_behind(vault) == []


def test_a_picture_of_177_million_pixels_is_refused_before_it_is_decoded() -> None:
    before = os.times().children_user
    assert refusal(png(16_000, 11_100, rows=64)).params["pixels"] == 177_600_000
    assert os.times().children_user - before < 2


def test_a_stream_that_swells_to_hundreds_of_megabytes_kills_only_the_child(vault: Path) -> None:
    bomb = pdf(content=b"q " * 150_000_000)
    assert len(bomb) < 1_000_000
    assert refusal(bomb, "bomb.pdf").code == "too_costly"
    assert left_behind(vault) == []


def test_a_child_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    slow = tmp_path / "slow.py"
    slow.write_text("while True: pass")
    monkeypatch.setattr(decoder, "__file__", str(slow))
    monkeypatch.setitem(sandbox.WALL_SECONDS, "inspect", 0.5)
    assert refusal(picture()).code == "too_costly"


def test_a_child_that_dies_is_an_answer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    dying = tmp_path / "dying.py"
    dying.write_text("import os; os.kill(os.getpid(), 11)")
    monkeypatch.setattr(decoder, "__file__", str(dying))
    assert refusal(picture()).code == "too_costly"


def test_scripts_and_attachments_of_a_pdf_are_never_run() -> None:
    active = pdf(extra=b"/AA<</O<</S/JavaScript/JS(app.alert(1))>>>>", content=b"BT /F1 12 Tf 20 20 Td (hi) Tj ET")
    assert store(active, "a.pdf").pages == 1
