"""Texts made comparable."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.folding import fold, folded, simplified, squeezed


@given(st.characters())
def test_one_character_stays_one_character(char: str) -> None:
    assert len(fold(char)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("名稱", "名称"), ("（甲方）：", "(甲方):"), ("ＡＢ１２", "AB12"), ("〈乙方〉", "(乙方)"), ("名 称", "名称")],
)
def test_forms_of_the_same_text_are_equal(one: str, other: str) -> None:
    assert folded(one) == folded(other)


def test_a_label_loses_its_colon_only_at_the_end() -> None:
    assert squeezed(" 月 租 金：") == "月租金"


def test_simplified_forms_stay_as_they_are() -> None:
    assert simplified("韩強雪 王𬭎") == "韩强雪 王𬭎"
