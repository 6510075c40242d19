"""A text layer is believed only where a person would see the same."""

import numpy as np
import pytest

from ocr.engines.choice import engines
from ocr.pages.geometry import box
from ocr.pages.picture import PageImage
from ocr.samples.sheet import Sheet
from ocr.values import Line

SHEET = Sheet(100, 40, dpi=200)
SHEET.text(10, 10, "租赁期限自今日起", 5, field="shown")
SHEET.text(10, 24, "白纸白字看不见的", 5, fill=(252, 252, 252), field="white")
PIXELS = np.asarray(SHEET.image)
QUADS = SHEET.quads()


def believed(line: Line) -> bool:
    return engines()["pdftext"].read(PageImage(PIXELS, (line,))) == [line]


def test_text_that_is_seen_is_believed() -> None:
    assert believed(Line("租赁期限自今日起", QUADS["shown"], 1.0))


@pytest.mark.parametrize(
    ("case", "quad"),
    [
        ("white on white", QUADS["white"]),
        ("on empty paper", box(500, 20, 700, 60)),
        ("off the page", box(-300, 20, -100, 60)),
        ("too small to read", box(80, 80, 200, 84)),
        ("longer than its ink", box(QUADS["shown"][0][0], QUADS["shown"][0][1], 780, QUADS["shown"][2][1])),
    ],
)
def test_text_that_nobody_sees_is_not_believed(case: str, quad: tuple[tuple[float, float], ...]) -> None:
    assert not believed(Line("月租金壹元整", quad, 1.0)), case  # type: ignore[arg-type]
