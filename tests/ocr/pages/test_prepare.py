"""Which way up a page is, and where it lies."""

from io import BytesIO

import cv2
import numpy as np
import pytest
from PIL import Image

from ocr.pages.content import printed_part
from ocr.pages.geometry import mapped
from ocr.pages.picture import PageImage
from ocr.pages.prepare import prepare
from ocr.pages.seals import faded
from ocr.pages.straighten import find_sheet
from ocr.samples.draw import Sample, sample_materials
from tests.ocr.drawn import drawn


def pixels(sample: Sample) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    with Image.open(BytesIO(sample.data)) as image:
        return np.asarray(image.convert("RGB"))


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("material", sample_materials())
def test_a_page_is_turned_upright_from_every_side(material: str, turns: int) -> None:
    turned = np.ascontiguousarray(np.rot90(pixels(drawn(material)), -turns))
    assert prepare(PageImage(turned)).quarter_turns == turns


@pytest.mark.parametrize("material", sample_materials())
def test_nothing_of_a_photographed_page_is_cut_off(material: str) -> None:
    sample = drawn(material, "phone")
    ready = prepare(PageImage(pixels(sample)))
    height, width = ready.pixels.shape[:2]
    for quad in sample.truth.quads.values():
        for x, y in mapped(quad, np.asarray(np.linalg.inv(ready.back), np.float64)):
            assert 0 <= x <= width
            assert 0 <= y <= height


def test_points_find_their_way_home_after_turning_and_straightening() -> None:
    turned = np.ascontiguousarray(np.rot90(pixels(drawn("resident_id_back", "phone")), -1))
    ready = prepare(PageImage(turned))
    corner = mapped(((0, 0), (10, 0), (10, 10), (0, 10)), ready.back)
    assert all(-50 <= x <= turned.shape[1] + 50 and -50 <= y <= turned.shape[0] + 50 for x, y in corner)


def test_a_plain_scan_is_left_whole() -> None:
    assert find_sheet(pixels(drawn("lease_contract"))) is None


def test_a_blank_page_has_no_sheet_and_stays_as_it_is() -> None:
    blank = np.full((1400, 1000, 3), 255, np.uint8)
    assert prepare(PageImage(blank)).pixels.shape == (1400, 1000, 3)


def test_a_card_copied_on_a_page_is_brought_near_and_knows_its_way_back() -> None:
    page = np.full((2339, 1654, 3), 250, np.uint8)
    page[900:1200, 300:800] = 200
    page[1000:1010, 400:700] = 20
    ready = prepare(PageImage(page))
    height, width = ready.pixels.shape[:2]
    assert max(height, width) == 1280
    (left, top), _, (right, bottom), _ = mapped(((0, 0), (width, 0), (width, height), (0, height)), ready.back)
    assert (200 < left < 300, 800 < top < 900, 800 < right < 900, 1200 < bottom < 1300) == (True,) * 4


def test_a_full_page_is_not_cut() -> None:
    page = np.full((1600, 1100, 3), 250, np.uint8)
    page[100:1500:40, 100:1000] = 20
    assert printed_part(page) is None


def test_a_red_seal_fades_and_black_text_stays() -> None:
    page = np.full((400, 400, 3), 250, np.uint8)
    cv2.circle(page, (200, 200), 80, (200, 30, 36), 6)
    page[198:202, 20:380] = (30, 28, 30)
    clean = faded(page)
    assert clean[120, 200].min() >= 235
    assert clean[200, 150].max() <= 60


def test_red_print_stays_red() -> None:
    page = np.full((400, 400, 3), 250, np.uint8)
    cv2.putText(page, "REGISTERED", (20, 60), cv2.FONT_HERSHEY_SIMPLEX, 1.2, (200, 30, 36), 3)
    assert (faded(page) == page).all()
