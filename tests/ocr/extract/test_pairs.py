"""Labels and values of forms that no template knows, and fields in the cells of tables."""

import pytest

from ocr.extract.glyphs import Row
from ocr.extract.pairs import pairs
from ocr.extract.recognise import recognise
from ocr.extract.regions import locate
from ocr.pages.rules import Box
from ocr.templates import templates
from tests.ocr.extract.pages import page


def grid(*levels: tuple[str, ...], wide: float = 200.0, high: float = 60.0) -> tuple[list[Row], list[Box]]:
    """A ruled table of texts, each cell `wide` and `high`; a line break in a text is one in its cell."""
    words, boxes = [], []
    for down, texts in enumerate(levels):
        for across, text in enumerate(texts):
            left, top = across * wide, down * high
            boxes.append((left, top, left + wide - 2, top + high - 2))
            words += [(left + 6, top + 6 + 26 * i, line) for i, line in enumerate(text.split("\n")) if line]
    return page(*words), boxes


def found(rows: list[Row], boxes: list[Box] | None = None) -> dict[str, str]:
    return {pair.label: "".join(glyph.char for glyph in pair.glyphs) for pair in pairs(rows, boxes or [])}


def test_what_stands_before_a_colon_is_a_label() -> None:
    rows = page((0, 0, "摊位编号：A12"), (0, 40, "联系电话：13900000000"), (300, 40, "所属社区：滨江社区"))
    assert found(rows) == {"摊位编号": "A12", "联系电话": "13900000000", "所属社区": "滨江社区"}


@pytest.mark.parametrize("text", ["各位居民：", "时间12:30开始", "请于5日前办理"])
def test_a_colon_alone_makes_no_pair(text: str) -> None:
    assert found(page((0, 0, text))) == {}


def test_cells_side_by_side_are_label_and_value() -> None:
    assert found(*grid(("姓名", "张三", "性别", "男"), ("籍贯", "", "职业", "厨师"))) == {
        "姓名": "张三", "性别": "男", "籍贯": "", "职业": "厨师",
    }  # fmt: skip


def test_a_label_that_stands_twice_is_numbered() -> None:
    assert list(found(*grid(("姓名", "张三"), ("姓名", "李四")))) == ["姓名", "姓名 2"]


def test_a_label_that_wraps_in_its_cell_is_known() -> None:
    rows, boxes = grid(("户主或与户\n主关系", "长子", "性别", "男"))
    located = locate(templates()["household_register"], rows, boxes)
    assert "".join(glyph.char for glyph in located.values["relation"][0]) == "长子"


def test_an_empty_cell_gives_nothing_and_says_where_to_look() -> None:
    rows, boxes = grid(("姓名", "张三", "性别", ""), ("职业", "厨师", "民族", "汉"))
    located = locate(templates()["household_register"], rows, boxes)
    assert "sex" not in located.values
    assert located.spots["sex"][0][0] > 600


def test_two_people_under_the_same_labels_are_kept_apart() -> None:
    rows = page(
        (0, 0, "姓名"), (80, 0, "张三"), (0, 40, "身份证件号"), (160, 40, "990102198507160012"),
        (0, 100, "姓名"), (80, 100, "李四"), (0, 140, "身份证件号"), (160, 140, "990102198607160023"),
    )  # fmt: skip
    values = locate(templates()["marriage_certificate"], rows).values
    read = {code: "".join(glyph.char for glyph in values[code][0]) for code in values}
    assert (read["name_1"], read["name_2"]) == ("张三", "李四")
    assert (read["id_number_1"][-1], read["id_number_2"][-1]) == ("2", "3")


@pytest.mark.parametrize(
    ("title", "kind"), [("占道经营申请表", "generic_form"), ("占道经营之歌", None)], ids=["a form", "a song"]
)
def test_a_form_needs_a_title_and_labels(title: str, kind: str | None) -> None:
    rows = page((0, 0, title), (0, 60, "申请人：张三"), (0, 100, "摊位：A12"), (0, 140, "期限：三个月"))
    known = recognise(tuple(templates().values()), rows)
    assert (known.code if known else None) == kind
