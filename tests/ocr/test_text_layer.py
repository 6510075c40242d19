"""PDFs whose text layer says another thing than the page that a person sees."""

import base64

import pytest

from ocr.api import read, store
from ocr.pages.picture import page_image
from ocr.samples.draw import draw_sample
from ocr.samples.papers.lease_contract import html

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]

SEEN = {"monthly_rent": "9800.00", "landlord": "张三", "tenant": "李四", "address": "云州市云东区望江街道滨江路18号",
        "area_sqm": "86.5", "starts_on": "2026-11-01", "ends_on": "2029-10-31", "signed_on": "2026-10-20"}  # fmt: skip
SAID = SEEN | {"monthly_rent": "1800.00"}


def rendered(page: str) -> bytes:
    from weasyprint import HTML

    return bytes(HTML(string=page).write_pdf())


def picture_of(values: dict[str, str]) -> str:
    honest = store(rendered(html(values)), "a.pdf")
    picture, _ = page_image(honest.sha256, 1, 1654)
    return "data:image/jpeg;base64," + base64.b64encode(picture).decode()


def lying(style: str) -> bytes:
    sheet = f"<img src='{picture_of(SEEN)}' style='position:absolute;left:-24mm;top:-24mm;width:210mm;z-index:-1'>"
    return rendered(html(SAID).replace("<h1>", f"<style>h1,p{{{style}}}</style>{sheet}<h1>", 1))


@pytest.mark.parametrize("style", ["color:rgba(0,0,0,0)", "opacity:0.01"])
def test_an_invisible_layer_over_a_picture_is_not_believed(style: str) -> None:
    found = read(store(lying(style), "a.pdf").sha256)
    rent = found.papers[0].fields["monthly_rent"]
    assert rent.value == "9800.00"
    assert rent.value != SAID["monthly_rent"]


def test_a_layer_that_lies_where_ink_stands_is_named() -> None:
    found = read(store(lying("color:rgba(0,0,0,0)"), "a.pdf").sha256)
    assert [warning.code for warning in found.warnings] == ["text_layer_differs"]


def test_an_honest_layer_is_believed_without_a_word() -> None:
    found = read(store(draw_sample("lease_contract", SEEN, "pdf", 1).data, "a.pdf").sha256)
    assert found.papers[0].fields["monthly_rent"].value == "9800.00"
    assert found.warnings == ()
