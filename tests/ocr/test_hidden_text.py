"""Text that a PDF carries and nobody sees: each way of hiding it, drawn in a real file and rendered."""

import pytest

from ocr.api import store
from ocr.engines.choice import engines
from ocr.pages.picture import load
from tests.ocr.hostile import pdf

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]

SHOWN = b"BT /F1 24 Tf 20 200 Td (SHOWN 9800) Tj ET "
LIE = b"BT /F1 24 Tf 20 100 Td (LIE 1800) Tj ET "
HIDINGS = {
    "drawn without ink": b"3 Tr " + LIE + b"0 Tr ",
    "white on white": b"1 1 1 rg " + LIE,
    "one point high": b"BT /F1 1 Tf 20 100 Td (LIE 1800) Tj ET",
    "covered with white": LIE + b"1 1 1 rg 0 80 300 60 re f",
    "clipped away": b"q 0 0 5 5 re W n " + LIE + b"Q",
    "off the page": b"BT /F1 24 Tf 20 900 Td (LIE 1800) Tj ET",
}


def believed(content: bytes) -> str:
    """What the reader takes from the layer of a page."""
    page = load(store(pdf(content=content), "a.pdf").sha256, 1)
    return "".join(line.text for line in engines()["pdftext"].read(page))


@pytest.mark.parametrize("how", HIDINGS)
def test_hidden_text_is_not_taken(how: str) -> None:
    found = believed(SHOWN + HIDINGS[how])
    assert "9800" in found
    assert "1800" not in found


def test_what_a_file_says_its_marks_mean_is_not_taken() -> None:
    assert believed(b"/Span <</ActualText(LIE 1800)>> BDC " + SHOWN + b"EMC") == ""
