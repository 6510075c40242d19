"""Hints to take a picture again, from what was done to a good one."""

from io import BytesIO
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PIL import Image

from ocr.pages.geometry import box
from ocr.pages.quality import hints
from ocr.samples.draw import Quality, sample_materials
from ocr.values import Line
from tests.ocr.drawn import drawn

if TYPE_CHECKING:
    from ocr.pages.geometry import Pixels


def page(material: str, quality: Quality) -> tuple["Pixels", list[Line]]:
    sample = drawn(material, quality)
    with Image.open(BytesIO(sample.data)) as image:
        pixels = np.asarray(image.convert("RGB"))
    return pixels, [Line("x", quad, 1.0) for quad in sample.truth.quads.values()]


@pytest.mark.parametrize("quality", ["scan", "phone"])
@pytest.mark.parametrize("material", sample_materials())
def test_a_good_picture_gets_no_hint(material: str, quality: Quality) -> None:
    assert hints(*page(material, quality)) == ()


@pytest.mark.parametrize("quality", ["scan", "phone"])
def test_a_blurred_picture_is_seen(quality: Quality) -> None:
    pixels, lines = page("lease_contract", quality)
    assert "blurred" in hints(np.asarray(cv2.GaussianBlur(pixels, (0, 0), 3.5), np.uint8), lines)


def test_a_reflection_of_the_lamp_is_seen() -> None:
    pixels, lines = page("resident_id_front", "phone")
    spot = pixels.copy()
    cv2.ellipse(spot, (1100, 800), (240, 140), 0, 0, 360, (255, 255, 255), -1)
    assert "glare" in hints(spot, lines)


def test_a_page_photographed_from_too_far_is_seen() -> None:
    pixels, lines = page("lease_contract", "phone")
    small = [
        Line("x", box(*(0.25 * edge for point in (line.quad[0], line.quad[2]) for edge in point)), 1.0)
        for line in lines
    ]
    assert "too_small" in hints(np.asarray(cv2.resize(pixels, None, fx=0.25, fy=0.25), np.uint8), small)


def test_text_that_runs_out_of_the_picture_is_seen() -> None:
    pixels, lines = page("lease_contract", "scan")
    left = round(min(line.quad[0][0] for line in lines)) + 20
    moved = [Line("x", box(0, line.quad[0][1], line.quad[1][0] - left, line.quad[2][1]), 1.0) for line in lines]
    assert "cut_off" in hints(np.ascontiguousarray(pixels[:, left:]), moved)


def test_a_page_without_text_says_so() -> None:
    assert hints(np.full((300, 300, 3), 200, np.uint8), []) == ("no_text",)
