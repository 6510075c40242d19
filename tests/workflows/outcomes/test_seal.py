"""Electronic seals on real PDF files, checked by ourselves and by Poppler."""

import io
import os
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pytest_django.fixtures import Settings

from tests.workflows.outcomes.samples import MARKET, note, permit, refusal
from workflows.outcomes import keys
from workflows.outcomes.seal import seal_pdf
from workflows.outcomes.sealcheck import verify_pdf

pytestmark = pytest.mark.usefixtures("keys_dir")
Poppler = Callable[..., str]


@pytest.fixture(scope="module")
def unsealed() -> bytes:
    return refusal()


@pytest.fixture
def sealed(unsealed: bytes) -> bytes:
    return seal_pdf(unsealed, MARKET, "不予许可")


def test_a_sealed_paper_is_intact_trusted_and_covered_to_its_last_byte(sealed: bytes) -> None:
    report = verify_pdf(sealed)
    assert report.verdict == "sealed"
    assert (report.intact, report.trusted, report.stamped, report.covers_whole) == (True, True, True, True)
    assert report.signer == "云东区市场监督管理局 电子印章"
    assert report.signed_at is not None
    assert abs(report.signed_at - datetime.now(UTC)) < timedelta(minutes=1)


def test_poppler_agrees(sealed: bytes, poppler: Poppler) -> None:
    said = poppler("pdfsig", sealed, "-nocert")
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "ETSI.CAdES.detached" in said


def test_a_changed_byte_anywhere_outside_the_signature_is_noticed(sealed: bytes) -> None:
    start, end = (int(n) for n in re.search(rb"/ByteRange \[0 (\d+) (\d+) ", sealed).groups())  # type: ignore[union-attr]
    step = len(sealed) // 60
    for at in [*range(0, start, step), *range(end, len(sealed), 97)]:
        broken = bytearray(sealed)
        broken[at] ^= 1
        assert verify_pdf(bytes(broken)).verdict != "sealed", at


def test_the_seal_of_another_paper_does_not_fit(sealed: bytes) -> None:
    other = seal_pdf(note("<p>准予许可</p>"), MARKET, "不予许可")
    at, taken = (re.search(rb"/Contents <([0-9a-fA-F]{2000,})>", pdf) for pdf in (sealed, other))
    assert at
    assert taken
    swapped = (
        sealed[: at.start(1)] + taken.group(1)[: len(at.group(1))].ljust(len(at.group(1)), b"0") + sealed[at.end(1) :]
    )
    assert verify_pdf(swapped).verdict in ("changed", "unreadable")


def test_what_is_added_after_the_seal_is_noticed(sealed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    writer.root["/Lang"] = writer.root["/Lang"].__class__("en")
    writer.update_root()  # type: ignore[no-untyped-call]
    out = io.BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    report = verify_pdf(out.getvalue())
    assert report.verdict == "changed"
    assert not report.covers_whole


def test_bytes_behind_the_end_are_not_covered(sealed: bytes) -> None:
    assert not verify_pdf(sealed + b"\n%%EOF extra").covers_whole


def test_a_seal_made_under_another_root_is_not_trusted(sealed: bytes, tmp_path: Path, settings: Settings) -> None:
    settings.KEYS_DIR = tmp_path / "elsewhere"
    report = verify_pdf(sealed)
    assert (report.verdict, report.intact, report.trusted) == ("untrusted", True, False)


def test_a_seal_set_after_its_key_was_revoked_is_not_trusted(unsealed: bytes, new_keys_dir: Path) -> None:
    before = seal_pdf(unsealed, MARKET, "不予许可")
    assert verify_pdf(before).trusted
    folder = new_keys_dir / "seals"
    (folder / "revoked").mkdir()
    listed = folder / "revoked" / "amr.crt"
    listed.write_bytes((folder / "amr.crt").read_bytes())
    _date(listed, timedelta(hours=1))
    assert verify_pdf(before).trusted, "set before the key was revoked"
    _date(listed, timedelta(days=-2))
    assert verify_pdf(before).verdict == "untrusted"


def _date(file: Path, shift: timedelta) -> None:
    moment = (datetime.now(UTC) + shift).timestamp()
    os.utime(file, (moment, moment))


def test_a_stamped_seal_outlives_the_certificate_of_its_key(sealed: bytes) -> None:
    now = datetime.now(UTC)
    assert verify_pdf(sealed, now + timedelta(days=11 * 365)).verdict == "sealed"
    assert verify_pdf(sealed, now + timedelta(days=21 * 365)).verdict == "untrusted", "the stamp has run out as well"


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7", b"\x00" * 5000, b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n%%EOF"])
def test_what_is_no_pdf_is_called_unreadable(pdf: bytes) -> None:
    assert verify_pdf(pdf).verdict == "unreadable"


def test_a_pdf_without_a_seal_is_called_unsealed(unsealed: bytes) -> None:
    assert verify_pdf(unsealed).verdict == "unsealed"


@pytest.mark.parametrize("make", [refusal, permit, lambda: note("<p>a</p>" * 90)])
def test_the_seal_lies_over_the_date_on_the_last_page(make: Callable[[], bytes], poppler: Poppler) -> None:
    pdf = seal_pdf(make(), MARKET, "核发")
    field = PdfFileReader(io.BytesIO(pdf)).embedded_signatures[0].sig_field
    left, bottom, right, top = (float(side) for side in field["/Rect"])
    last = poppler("pdftotext", pdf, "-bbox").split("<page ")[-1]
    height = float(re.search(r'height="([\d.]+)"', last).group(1))  # type: ignore[union-attr]
    word = re.findall(r'xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">[^<]*11月20日', last)[-1]
    x, y = (float(word[0]) + float(word[2])) / 2, height - (float(word[1]) + float(word[3])) / 2
    assert left < x < right
    assert bottom < y < top
    assert field["/P"].raw_get("/Parent").reference  # the field hangs on a page of this file


def test_the_timestamp_says_that_it_has_no_legal_force(keys_dir: Path) -> None:
    assert "无法律效力" in keys.timestamp_authority().certificate.subject.rfc4514_string()
