"""One suite for every engine that reads pictures, found by being in the folder."""

import numpy as np
import pytest

from ocr.engines.choice import engines
from ocr.engines.contract import Engine
from ocr.folding import folded
from ocr.pages.geometry import bounds
from ocr.pages.picture import PageImage
from ocr.samples.sheet import Sheet
from ocr.values import Quad

TEXTS = ("云州市市场监督管理局", "2026年10月20日", "990102199602290126")


@pytest.fixture(params=[code for code, engine in engines().items() if engine.trust])
def engine(request: pytest.FixtureRequest) -> Engine:
    return engines()[request.param]


def page() -> tuple[PageImage, dict[str, Quad]]:
    sheet = Sheet(120, 60, dpi=200)
    for number, text in enumerate(TEXTS):
        sheet.text(10, 8 + 14 * number, text, 5, field=text)
    return PageImage(np.asarray(sheet.image)), sheet.quads()


def test_it_reads_clean_print_and_says_where_it_stands(engine: Engine) -> None:
    image, truth = page()
    lines = {folded(line.text): line for line in engine.read(image)}
    for text in TEXTS:
        found, drawn = bounds(lines[text].quad), bounds(truth[text])
        assert max(abs(a - b) for a, b in zip(found, drawn, strict=True)) < 25


def test_its_confidence_is_a_share(engine: Engine) -> None:
    assert all(0 <= line.confidence <= 1 for line in engine.read(page()[0]))


def test_its_corners_go_round_in_reading_direction(engine: Engine) -> None:
    for line in engine.read(page()[0]):
        (ax, ay), (bx, _), _, (_, dy) = line.quad
        assert ax < bx
        assert ay < dy


def test_a_blank_page_has_no_lines(engine: Engine) -> None:
    assert engine.read(PageImage(np.full((400, 600, 3), 255, np.uint8))) == []


def test_single_lines_come_back_in_their_order(engine: Engine) -> None:
    image, truth = page()
    pieces = []
    for text in TEXTS:
        left, top, right, bottom = (round(edge) for edge in bounds(truth[text]))
        pieces.append(image.pixels[top - 6 : bottom + 6, left - 6 : right + 6])
    assert [folded(text) for text, _ in engine.read_lines(pieces)] == list(TEXTS)


def test_no_lines_are_no_work(engine: Engine) -> None:
    assert engine.read_lines([]) == []


def test_it_names_its_version(engine: Engine) -> None:
    assert engine.version()[0].isdigit()
