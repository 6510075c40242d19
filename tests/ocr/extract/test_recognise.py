"""What a page is, and that it may be nothing known."""

import pytest

from ocr.extract.recognise import recognise
from ocr.templates import templates
from tests.ocr.extract.pages import page

ALL = tuple(templates().values())


def code(*words: str) -> str | None:
    found = recognise(ALL, page(*((0.0, 40.0 * i, word) for i, word in enumerate(words))))
    return found.code if found else None


@pytest.mark.parametrize(
    ("words", "material"),
    [
        (("营业执照", "名称青禾", "类型有限责任公司", "住所滨江路"), "business_licence"),
        (("房屋租赁合同", "出租方：张三", "承租方：李四"), "lease_contract"),
        (("姓名张三", "性别男民族汉", "出生1990年1月1日", "住址滨江路", "公民身份号码"), "resident_id_front"),
        (("中华人民共和国", "居民身份证", "签发机关", "有效期限"), "resident_id_back"),
    ],
)
def test_a_paper_is_known_by_title_and_labels(words: tuple[str, ...], material: str) -> None:
    assert code(*words) == material


@pytest.mark.parametrize(
    "words",
    [(), ("菜单", "青椒肉丝 28元"), ("姓名张三", "电话139"), ("本人已有营业执照"), ("请携带居民身份证前来办理",)],
)
def test_what_is_no_known_paper_is_unknown(words: tuple[str, ...]) -> None:
    assert code(*words) is None


def test_a_title_with_one_wrong_character_still_counts() -> None:
    assert code("房屋租货合同", "出租方：张三", "承租方：李四", "租赁合同") == "lease_contract"
