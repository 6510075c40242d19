"""Whole papers through every stage: real bytes in, graded fields out."""

import json
from io import BytesIO

import pytest
from PIL import Image
from weasyprint import HTML

from ocr import reading as pipeline
from ocr.api import Document, Reading, Rejected, materials, read, store
from ocr.measure import alike
from ocr.models import StoredReading
from ocr.pages.geometry import bounds
from ocr.samples.draw import Quality, sample_materials
from ocr.samples.papers.lease_contract import html
from tests.ocr.conftest import picture
from tests.ocr.drawn import drawn

LEASE = html({"landlord": "张三", "tenant": "李四", "address": "云州市云东区望江街道滨江路18号", "area_sqm": "86.5",
              "starts_on": "2026-11-01", "ends_on": "2029-10-31", "monthly_rent": "9800.00",
              "signed_on": "2026-10-20"})  # fmt: skip
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vault")]


def stored(material: str, quality: Quality = "scan") -> Document:
    sample = drawn(material, quality)
    return store(sample.data, f"a{sample.suffix}")


@pytest.mark.parametrize("quality", ["scan", "phone"])
@pytest.mark.parametrize("material", sample_materials())
def test_nine_of_ten_fields_are_right_and_none_wrong_is_verified(material: str, quality: Quality) -> None:
    sample = drawn(material, quality)
    papers = read(store(sample.data, "").sha256, material).papers
    fields = {code: field for paper in papers for code, field in paper.fields.items()}
    right = {code for code, truth in sample.truth.values.items() if alike(fields[code].value, truth)}
    assert sorted(paper.material for paper in papers) == sorted(materials()[material].members)
    assert len(right) >= 0.89 * len(sample.truth.values)
    assert {code for code in sample.truth.values if fields[code].status == "verified"} <= right


@pytest.mark.parametrize("material", ["resident_id_front", "lease_contract"])
def test_tesseract_alone_reads_most_of_a_scan(material: str) -> None:
    sample = drawn(material)
    found = read(store(sample.data, "").sha256, engine="tesseract")
    fields = found.papers[0].fields
    assert found.engine.startswith("tesseract")
    assert sum(alike(fields[code].value, truth) for code, truth in sample.truth.values.items()) >= 0.6 * len(fields)


def test_no_word_that_tesseract_alone_read_is_called_likely() -> None:
    fields = read(stored("resident_id_front").sha256, engine="tesseract").papers[0].fields
    assert {fields[code].status for code in ("name", "address")} == {"doubtful"}


def test_a_value_knows_where_on_the_shown_page_it_stands() -> None:
    sample = drawn("resident_id_front", "phone")
    field = read(store(sample.data, "").sha256).papers[0].fields["id_number"]
    assert field.quad is not None
    left, top, right, bottom = bounds(field.quad)
    true_left, true_top, true_right, true_bottom = bounds(sample.truth.quads["id_number"])
    assert left * 2200 == pytest.approx(true_left, abs=40)
    assert right * 2200 == pytest.approx(true_right, abs=40)
    assert top * 1650 == pytest.approx(true_top, abs=40)
    assert bottom * 1650 == pytest.approx(true_bottom, abs=40)


def test_a_born_digital_lease_is_read_from_its_text_layer() -> None:
    sample = drawn("lease_contract", "pdf")
    fields = read(store(sample.data, "a.pdf").sha256).papers[0].fields
    assert all(alike(fields[code].value, truth) for code, truth in sample.truth.values.items())
    assert all(check.passed for field in fields.values() for check in field.checks if check.code == "second_look")


def test_a_reading_is_made_once_and_comes_back_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    document = stored("resident_id_back")
    first = read(document.sha256)
    monkeypatch.setattr(pipeline, "read_page", None)
    assert read(document.sha256) == first
    assert StoredReading.objects.count() == 1


def test_a_new_version_of_the_templates_reads_again(monkeypatch: pytest.MonkeyPatch) -> None:
    document = stored("resident_id_back")
    read(document.sha256)
    monkeypatch.setattr(pipeline, "templates_version", lambda: "other")
    read(document.sha256)
    assert StoredReading.objects.count() == 2


def test_a_reading_survives_json() -> None:
    first = read(stored("business_licence").sha256)
    assert Reading.from_json(json.loads(json.dumps(first.to_json()))) == first


def test_progress_starts_at_0_ends_at_100_and_never_falls() -> None:
    seen: list[int] = []
    read(stored("resident_id_back").sha256, None, seen.append)
    assert (seen[0], seen[-1], seen) == (0, 100, sorted(seen))


@pytest.mark.parametrize("expected", ["resident_id", "resident_id_back"])
def test_either_side_of_a_card_satisfies_a_slot_for_the_card(expected: str) -> None:
    assert read(stored("resident_id_back").sha256, expected).warnings == ()


def test_a_paper_in_the_wrong_slot_is_told_at_once() -> None:
    (warning,) = read(stored("lease_contract").sha256, "business_licence").warnings
    assert (warning.code, dict(warning.params)) == (
        "wrong_paper", {"expected": "business_licence", "found": "lease_contract"},
    )  # fmt: skip


def test_a_picture_of_nothing_is_honestly_unknown() -> None:
    found = read(store(picture("PNG", (600, 400)), "").sha256, "lease_contract")
    assert [paper.material for paper in found.papers] == ["unknown"]
    assert found.papers[0].fields == {}
    assert [warning.code for warning in found.warnings] == ["no_text", "not_recognised"]


def pages_of(*materials: str) -> Document:
    """One TIFF of scans, a page each; `blank` is empty paper."""
    images = [
        Image.new("RGB", (1000, 1400), "white") if each == "blank" else Image.open(BytesIO(drawn(each).data))
        for each in materials
    ]
    out = BytesIO()
    images[0].save(out, "TIFF", save_all=True, append_images=images[1:], compression="jpeg")
    return store(out.getvalue(), "a.tif")


def test_papers_in_one_file_are_told_apart() -> None:
    found = read(pages_of("resident_id_front", "resident_id_back", "lease_contract").sha256)
    assert [(paper.material, paper.pages) for paper in found.papers] == [
        ("resident_id_front", (1,)), ("resident_id_back", (2,)), ("lease_contract", (3,)),
    ]  # fmt: skip


def test_a_lease_goes_on_over_the_page_and_a_card_does_not() -> None:
    assert [paper.pages for paper in read(pages_of("lease_contract", "blank").sha256).papers] == [(1, 2)]
    assert [paper.pages for paper in read(pages_of("resident_id_back", "blank").sha256).papers] == [(1,), (2,)]


def test_what_the_first_page_lacks_is_taken_from_the_next() -> None:
    first, second = LEASE.split("<p>签订日期")
    both = f"{first}<p style='break-before:page'>签订日期{second}"
    (paper,) = read(store(bytes(HTML(string=both).write_pdf()), "a.pdf").sha256).papers
    assert (paper.fields["signed_on"].value, paper.fields["signed_on"].page) == ("2026-10-20", 2)
    assert paper.fields["landlord"].value == "张三"


def test_a_document_nobody_stored_cannot_be_read() -> None:
    with pytest.raises(LookupError):
        read("0" * 64)


def test_what_was_refused_is_not_there_to_be_read() -> None:
    with pytest.raises(Rejected):
        store(b"", "a.png")
    assert StoredReading.objects.count() == 0
