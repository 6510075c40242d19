"""What a file is, by its content."""

import pytest

from ocr.intake.sniff import LIMIT_BYTES, ending, sniff
from ocr.values import Rejected
from tests.ocr.conftest import picture
from tests.ocr.hostile import pdf


def refusal(data: bytes, name: str = "") -> Rejected:
    with pytest.raises(Rejected) as caught:
        sniff(data, name)
    return caught.value


@pytest.mark.parametrize(
    ("kind", "media_type"),
    [("PNG", "image/png"), ("JPEG", "image/jpeg"), ("WEBP", "image/webp"), ("TIFF", "image/tiff")],
)
def test_pictures_are_known_by_their_first_bytes(kind: str, media_type: str) -> None:
    assert sniff(picture(kind), "证件") == media_type


def test_a_pdf_is_known() -> None:
    assert sniff(pdf(), "租赁合同.PDF") == "application/pdf"


def test_nothing_at_all_is_said_to_be_empty() -> None:
    assert refusal(b"").code == "empty"


def test_a_file_over_the_limit_is_told_both_figures() -> None:
    error = refusal(b"%PDF-" + bytes(LIMIT_BYTES))
    assert (error.code, error.params["limit_bytes"]) == ("too_large", LIMIT_BYTES)


@pytest.mark.parametrize(
    ("name", "claimed"), [("a.pdf", "pdf"), ("a.jpg", "jpg"), ("a.exe", "exe"), ("a.png.svg", "svg")]
)
def test_a_name_that_lies_is_told_what_was_found(name: str, claimed: str) -> None:
    error = refusal(picture("PNG"), name)
    assert (error.code, error.params) == ("mislabelled", {"claimed": claimed, "found": "png"})


@pytest.mark.parametrize(
    "name", ["", "扫描件", "scan.2026", "../../etc/passwd", "a\x00.b\x00", "\u202egpj.exe\u202c", "." * 300]
)
def test_a_strange_name_without_an_ending_changes_nothing(name: str) -> None:
    assert sniff(picture("PNG"), name) == "image/png"


@pytest.mark.parametrize(
    "data",
    [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<!DOCTYPE html><p>x", b"\xef\xbb\xbf <?xml version='1.0'?><svg/>",
     "<html>".encode("utf-16"), b"   \n<script>alert(1)</script>"],
)  # fmt: skip
def test_markup_is_active_content(data: bytes) -> None:
    assert refusal(data, "photo.jpg").code == "active_content"


@pytest.mark.parametrize(
    ("data", "found"),
    [(b"PK\x03\x04abc", "zip"), (b"GIF89a", "gif"), (b"MZ\x90", "program"), (b"\0\0\0\x18ftypheic", "heic"),
     (b"text", "unknown"), (b"junk before %PDF-1.7", "unknown")],
)  # fmt: skip
def test_other_kinds_are_named(data: bytes, found: str) -> None:
    error = refusal(data)
    assert (error.code, error.params["found"]) == ("unsupported", found)


@pytest.mark.parametrize(("hidden", "found"), [(b"PK\x03\x04....PK\x05\x06" + bytes(18), "zip")])
def test_a_picture_that_is_an_archive_too_is_refused(hidden: bytes, found: str) -> None:
    error = refusal(picture("PNG") + hidden)
    assert (error.code, error.params["found"]) == ("mislabelled", found)


def test_a_picture_that_is_a_pdf_too_is_refused() -> None:
    jpeg = picture("JPEG")
    assert refusal(jpeg[:20] + b"%PDF-1.4" + jpeg[20:]).code == "mislabelled"


def test_an_ending_needs_a_letter() -> None:
    assert (ending("a.JPG "), ending("a.1"), ending("a"), ending("租赁.Pdf")) == ("jpg", "", "", "pdf")
