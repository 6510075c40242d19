"""Files that strangers hand in to have a seal checked: none of them costs the portal its memory or its time."""

import threading
import zlib

import pytest

from workflows.errors import Unavailable
from workflows.outcomes import sealcheck
from workflows.outcomes.sealcheck import UNPACKED_BYTES, verify_pdf

HEAD = b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"


def packed(size: int) -> bytes:
    """A file whose table of contents unpacks to `size` bytes."""
    data = zlib.compress(bytes(size), 9)
    about = b"/Type/XRef/Size %d/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/Length %d" % (size // 4, len(data))
    table = b"3 0 obj<<%s>>stream\n%s\nendstream endobj\n" % (about, data)
    return HEAD + table + b"startxref\n%d\n%%%%EOF" % len(HEAD)


def revised(times: int) -> bytes:
    """A file that was changed `times` times after it was written."""
    file, before = HEAD, b""
    for _ in range(times):
        start = len(file)
        file += b"xref\n0 1\n0000000000 65535 f \n1 1\n0000000009 00000 n \ntrailer<</Root 1 0 R/Size 3%s>>\n" % before
        file += b"startxref\n%d\n%%%%EOF\n" % start
        before = b"/Prev %d" % start
    return file


def test_a_small_file_that_unpacks_to_much_is_not_unpacked(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("INFO", logger=sealcheck.__name__):
        assert verify_pdf(packed(UNPACKED_BYTES)).verdict == "unreadable"
    assert [record.__dict__["error"] for record in caplog.records] == ["PdfDecodeLimitError"]


def test_a_file_of_endless_revisions_is_not_followed_through_them() -> None:
    assert verify_pdf(revised(3)).verdict == "unsealed"
    assert verify_pdf(revised(sealcheck.MOST_REVISIONS + 1)).verdict == "unreadable"


def test_many_askers_wait_for_each_other_and_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealcheck, "WAIT_SECONDS", 0.01)
    busy = threading.BoundedSemaphore(1)
    busy.acquire()
    monkeypatch.setattr(sealcheck, "_turn", busy)
    with pytest.raises(Unavailable):
        verify_pdf(revised(1))
