"""Labels and values on pages as they are printed and as engines tear them."""

import pytest

from ocr.extract.glyphs import text_of
from ocr.extract.labels import place
from ocr.extract.regions import values
from ocr.templates import parse_template
from tests.ocr.extract.pages import page


def field(*aliases: str, **more: object) -> dict[str, object]:
    return {
        "label": {"zh": aliases[0] if aliases else "x", "en": "x"},
        "type": "text",
        "aliases": list(aliases),
        **more,
    }


TEMPLATE = parse_template(
    {
        "code": "t",
        "label": {"zh": "表", "en": "form"},
        "titles": {"登记表": 2},
        "stops": ["组成形式"],
        "fields": {
            "name": field("名称", shape="wrapped"),
            "address": field("住所", "经营场所", shape="wrapped"),
            "supervisor": field("日常监督管理机构"),
            "inspector": field("日常监督管理人员"),
            "number": field("许可证编号", shape="below"),
            "area": field(patterns=["面积(?P<v>[0-9.]+)平方米"]) | {"aliases": []},
        },
    },
    "t.yaml",
)


def read(*words: tuple[float, float, str]) -> dict[str, str]:
    return {code: text_of(found[0]) for code, found in values(TEMPLATE, page(*words)).items()}


@pytest.mark.parametrize(
    "words",
    [
        [(0, 0, "名称"), (100, 0, "青禾餐饮")],
        [(0, 0, "名"), (60, 0, "称"), (120, 0, "青禾餐饮")],  # justified
        [(0, 0, "名"), (60, 0, "称青禾餐饮")],  # half of the label glued to the value
        [(0, 0, "名称青禾餐饮")],
        [(0, 0, "名称：青禾餐饮")],
        [(0, 0, "名 称"), (120, 4, "青禾餐饮")],  # not quite level
        [(0, 0, "名"), (140, 0, "青禾餐饮")],  # the second character was not seen
        [(0, 0, "名稱"), (100, 0, "青禾餐饮")],  # traditional form
        [(60, 0, "称青禾餐饮")],  # the first character was not seen
    ],
)
def test_a_value_stands_right_of_its_label_however_it_was_torn(words: list[tuple[float, float, str]]) -> None:
    assert read(*words)["name"] == "青禾餐饮"


def test_a_value_ends_where_the_next_column_begins() -> None:
    got = read((0, 0, "名称"), (60, 0, "青禾餐饮"), (300, 0, "住所"), (360, 0, "滨江路18号"))
    assert (got["name"], got["address"]) == ("青禾餐饮", "滨江路18号")


def test_a_wide_gap_ends_a_value_even_without_a_label() -> None:
    assert read((0, 0, "名称"), (60, 0, "青禾餐饮"), (400, 0, "样张"))["name"] == "青禾餐饮"


def test_a_wrapped_value_goes_on_below_until_the_next_label() -> None:
    got = read((0, 0, "住所"), (60, 0, "云州市云东区"), (60, 30, "滨江路18号"), (0, 60, "名称"), (60, 60, "青禾"))
    assert (got["address"], got["name"]) == ("云州市云东区滨江路18号", "青禾")


def test_a_value_glued_to_its_label_goes_on_below_though_its_left_edge_is_a_guess() -> None:
    assert read((0, 0, "住所云州市云东区"), (95, 28, "滨江路18号"))["address"] == "云州市云东区滨江路18号"


def test_lines_of_the_other_column_do_not_mix_in() -> None:
    got = read(
        (0, 0, "名称"),
        (60, 0, "青禾餐饮"),
        (300, 0, "住所"),
        (360, 0, "云州市云东区滨江"),
        (360, 30, "路18号"),
        (0, 40, "组成形式个人"),
    )
    assert (got["name"], got["address"]) == ("青禾餐饮", "云州市云东区滨江路18号")


def test_two_labels_that_look_alike_are_told_apart() -> None:
    got = read((0, 0, "日常监督管理机构：望江所"), (0, 40, "日常监督管理人员：李四"))
    assert (got["supervisor"], got["inspector"]) == ("望江所", "李四")


def test_a_misread_label_gets_what_no_exact_label_took() -> None:
    got = read((0, 0, "日常监督管理机构：望江所"), (0, 40, "日常监督营理人员：李四"))
    assert (got["supervisor"], got["inspector"]) == ("望江所", "李四")


def test_each_place_and_each_field_is_used_once() -> None:
    placed = place(TEMPLATE, page((0, 0, "名称名称名称"), (0, 40, "名称"), (60, 40, "青禾")))
    named = [each for each in placed if "name" in each.fields]
    assert len(named) == 1
    assert named[0].row == 1


def test_a_value_may_stand_under_its_label() -> None:
    assert read((0, 0, "许可证编号"), (0, 30, "JY123"))["number"] == "JY123"


def test_a_pattern_finds_a_value_inside_a_sentence_across_lines() -> None:
    assert read((0, 0, "甲方房屋面积"), (0, 30, "86.5平方米，租给乙方"))["area"] == "86.5"


def test_bigger_print_beside_a_label_is_a_title_and_no_value() -> None:
    small, big = page((0, 10, "名称")), page((60, 0, "营业执照"), em=45)
    from ocr.extract.glyphs import Row

    row = Row((*small[0].glyphs, *big[0].glyphs), small[0].text + big[0].text)
    assert "name" not in values(TEMPLATE, [row])


def test_an_empty_page_has_no_values() -> None:
    assert values(TEMPLATE, []) == {}
