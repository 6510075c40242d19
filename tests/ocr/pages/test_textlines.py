"""Lines found without a network."""

import numpy as np

from ocr.pages.geometry import bounds
from ocr.pages.textlines import find_lines, flattened
from ocr.samples.sheet import RED, Sheet


def found(sheet: Sheet) -> list[tuple[float, float, float, float]]:
    return sorted(bounds(quad) for quad in find_lines(flattened(np.asarray(sheet.image))))


def test_each_line_of_print_is_one_line() -> None:
    sheet = Sheet(120, 60, dpi=200)
    for number in range(3):
        sheet.text(10, 8 + 14 * number, "云州市市场监督管理局", 5, field=str(number))
    drawn = sorted(bounds(quad) for quad in sheet.quads().values())
    for got, true in zip(sorted(found(sheet), key=lambda box: box[1]), drawn, strict=True):
        assert max(abs(a - b) for a, b in zip(got, true, strict=True)) < 12


def test_a_title_whose_characters_stand_apart_is_one_line() -> None:
    sheet = Sheet(160, 90, dpi=200)
    sheet.centred(10, "营 业 执 照", 15)
    for number in range(4):
        sheet.text(10, 40 + 11 * number, "名称云州青禾餐饮管理有限公司", 5)
    big = [box for box in found(sheet) if box[3] - box[1] > 80]
    assert len(big) == 1
    assert big[0][2] - big[0][0] > 500


def test_frames_portraits_and_seals_are_no_lines() -> None:
    sheet = Sheet(120, 80, dpi=200)
    sheet.frame(3, 1, (0, 0, 0))
    sheet.portrait(80, 10, 25, 30)
    sheet.seal(40, 55, 15, "云州市市场监督管理局")
    sheet.text(10, 10, "云州市市场监督管理局", 5)
    sheet.text(10, 20, "统一社会信用代码", 5, fill=RED)
    assert len([box for box in found(sheet) if box[1] < 180 and box[2] < 600]) == 1


def test_uneven_light_makes_no_lines() -> None:
    slope = np.linspace(110, 250, 800)[None, :, None].repeat(500, 0).repeat(3, 2).astype(np.uint8)
    assert find_lines(flattened(slope)) == []
