"""Several papers on one page are told apart, one paper is left whole, and one that comes twice is seen."""

import pytest

from ocr.extract.repeats import repeated
from ocr.extract.split import parts
from ocr.pages.geometry import box
from ocr.templates import templates
from ocr.values import FieldReading, Line, Paper

ALL = tuple(templates().values())
CARD = (
    (0, 0, "姓名 张三"), (0, 40, "性别 男 民族 汉"), (0, 80, "出生 1985年7月16日"),
    (0, 120, "住址 云州市云东区滨江路18号"), (0, 180, "公民身份号码 990102198507160012"),
)  # fmt: skip
BACK = ((0, 0, "中华人民共和国"), (0, 50, "居民身份证"), (0, 120, "签发机关 云州市公安局"), (0, 160, "有效期限 长期"))
HEALTH = (
    (0, 0, "从业人员健康证明"), (0, 50, "编号：A1"), (0, 90, "姓名：张三"), (0, 130, "身份证号：990102198507160012"),
    (0, 170, "发证日期：2026年1月1日"), (0, 210, "有效期至：2027年1月1日"), (0, 250, "发证单位：云东区疾控中心"),
)  # fmt: skip


def laid(*papers: tuple[tuple[tuple[int, int, str], ...], int, int]) -> list[Line]:
    """Lines of papers, each moved right and down."""
    return [
        Line(text, box(left + right, top + down, left + right + 20 * len(text), top + down + 20), 0.99)
        for paper, right, down in papers
        for left, top, text in paper
    ]


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        (laid((CARD, 0, 0)), 1),
        (laid((CARD, 0, 0), (CARD, 700, 0)), 2),
        (laid((CARD, 0, 0), (CARD, 0, 300)), 2),
        (laid((CARD, 0, 0), (CARD, 700, 0), (CARD, 0, 300), (CARD, 700, 300)), 4),
        (laid((CARD, 0, 0), (BACK, 0, 300)), 2),
        (laid((HEALTH, 0, 0), (CARD, 700, 20)), 2),
        ([], 1),
    ],
    ids=["one", "beside", "below", "four", "two sides", "two kinds", "nothing"],
)
def test_each_part_is_a_paper_by_itself(lines: list[Line], count: int) -> None:
    found = parts(ALL, lines)
    assert len(found) == count
    assert sorted(line.quad for part in found for line in part) == sorted(line.quad for line in lines)


def test_a_page_that_only_speaks_of_papers_is_left_whole() -> None:
    guide = ((0, 0, "请携带居民身份证"), (0, 40, "和健康证明"), (0, 200, "以及营业执照"), (0, 240, "到大厅办理"))
    assert len(parts(ALL, laid((guide, 0, 0)))) == 1


def paper(material: str, page: int, **values: str) -> Paper:
    return Paper(material, (page,), {code: FieldReading("", v, v, "likely", page, None) for code, v in values.items()})


@pytest.mark.parametrize(
    ("values", "seen"),
    [
        ({"name": "张三", "sex": "男", "nation": "汉", "address": "滨江路18号", "id_number": "1"}, 1),
        ({"name": "张王", "sex": "男", "nation": "汉", "address": "滨江路18号", "id_number": "1"}, 1),
        ({"name": "李四", "sex": "男", "nation": "汉", "address": "石桥里2号", "id_number": "2"}, 0),
    ],
    ids=["the same", "one character misread", "another person"],
)
def test_a_paper_that_comes_twice_is_seen(values: dict[str, str], seen: int) -> None:
    first = paper("resident_id_front", 1, name="张三", sex="男", nation="汉", address="滨江路18号", id_number="1")
    assert len(list(repeated([first, paper("resident_id_front", 2, **values)]))) == seen


def test_two_unknown_papers_are_not_the_same() -> None:
    assert list(repeated([paper("unknown", 1), paper("unknown", 2)])) == []
