"""Characters with places, from lines as engines give them."""

import math

import pytest

from ocr.extract.glyphs import glyphs, quad_of, rows
from ocr.pages.geometry import bounds, box
from ocr.values import Line


def line(text: str, left: float, top: float, right: float, bottom: float) -> Line:
    return Line(text, box(left, top, right, bottom), 0.99)


def test_characters_share_a_line_by_their_width() -> None:
    (found,) = glyphs([line("面积86㎡", 0, 0, 410, 100)])
    assert [round(glyph.left) for glyph in found] == [0, 100, 200, 255, 310]


def test_a_space_takes_what_the_characters_do_not_need() -> None:
    plain = line("云州市云东区", 0, 200, 240, 248)
    found = glyphs([plain, line("住所 滨江路", 0, 0, 400, 48)])[1]
    assert "".join(glyph.char for glyph in found) == "住所滨江路"
    assert found[2].left == pytest.approx(280, abs=5)


def test_a_column_read_as_one_vertical_line_falls_apart_into_characters() -> None:
    found = glyphs([line("名类住", 10, 0, 60, 300)])
    assert [[glyph.char for glyph in each] for each in found] == [["名"], ["类"], ["住"]]
    assert [round(each[0].y) for each in found] == [50, 150, 250]


def test_lines_on_one_level_make_one_row_from_left_to_right() -> None:
    found = rows([line("有限公司", 200, 3, 280, 23), line("名称", 0, 0, 40, 20), line("住所", 0, 60, 40, 80)])
    assert [row.text for row in found] == ["名称有限公司", "住所"]


def test_a_slanted_page_has_the_same_rows() -> None:
    turn = math.radians(4)

    def slanted(text: str, x: float, y: float, width: float) -> Line:
        cos, sin = math.cos(turn), math.sin(turn)
        a, b, c, d = ((px * cos - py * sin, px * sin + py * cos) for px, py in box(x, y, x + width, y + 20))
        return Line(text, (a, b, c, d), 0.99)

    page = [slanted("名称", 0, 0, 40), slanted("云州青禾餐饮管理有限公司", 400, 0, 240), slanted("住所", 0, 40, 40),
            slanted("云州市滨江路18号", 400, 40, 160)]  # fmt: skip
    assert [row.text[:2] for row in rows(page)] == ["名称", "住所"]


def test_the_quad_of_a_value_lies_around_its_characters() -> None:
    (found,) = glyphs([line("住所滨江路", 0, 0, 100, 20)])
    assert bounds(quad_of(found[2:])) == pytest.approx((40, 0, 100, 20))


def test_no_lines_make_no_rows() -> None:
    assert rows([]) == []
