"""What raw texts mean, and that a misread one is a doubt and not another value."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.extract.kinds import KINDS, Meaning
from ocr.templates import TYPES


def mean(kind: str, raw: str) -> Meaning:
    return KINDS[kind](raw)


def failed(meaning: Meaning) -> set[str]:
    return {check.code for check in meaning.checks if check.passed is False}


def test_every_type_that_a_template_may_name_has_a_meaning() -> None:
    assert set(KINDS) == set(TYPES)


@given(st.sampled_from(TYPES), st.text(max_size=40))
def test_no_text_whatever_breaks_a_type(kind: str, raw: str) -> None:
    assert isinstance(mean(kind, raw), Meaning)


@pytest.mark.parametrize("kind", TYPES)
def test_nothing_means_nothing(kind: str) -> None:
    assert mean(kind, "").value is None


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        ("date", "2026年1月12日", "2026-01-12"),
        ("date", "自2O26年1月l2日起", "2026-01-12"),
        ("date", "二〇二六年一月十二日", "2026-01-12"),
        ("span_start", "2016.03.01-2036.03.01", "2016-03-01"),
        ("span_end", "2016.03.01-2036.03.01", "2036-03-01"),
        ("span_end", "2016.03.01-长期", "long_term"),
        ("span_end", "2020年1月1日至2039年12月31日", "2039-12-31"),
        ("money", "人民币(大写)壹万贰仟元整(¥12000.00)", "12000.00"),
        ("money", "肆佰陆拾万元整", "4600000.00"),
        ("money", "500万元", "5000000.00"),
        ("number", "86.5平方米", "86.5"),
        ("sex", "性别男", "男"),
        ("nation", "汉族", "汉"),
        ("person", "古丽・艾山", "古丽·艾山"),
        ("person", "张三（签章）", "张三"),
        ("organisation", "云州青禾餐饮管理有限公司(盖章)", "云州青禾餐饮管理有限公司"),
        ("address", "滨江路18号4栋]单元|02室", "滨江路18号4栋1单元102室"),
        ("text", "☑个体工商户", "个体工商户"),
        ("uscc", "9199O102MA9YQOO14N", "91990102MA9YQ0014N"),
    ],
)
def test_a_text_is_normalised(kind: str, raw: str, value: str) -> None:
    meaning = mean(kind, raw)
    assert meaning.value == value
    assert not failed(meaning)


@pytest.mark.parametrize(
    ("kind", "raw", "check"),
    [
        ("money", "人民币(大写)壹万贰仟元整(¥13000.00)", "figures_capitals"),
        ("resident_id", "990102199602290121", "check_digit"),
        ("uscc", "91990102MA9YQ0014M", "check_digit"),
        ("person", "张3", "name"),
        ("nation", "汊", "known_nation"),
        ("address", "望江", "address"),
        ("date", "2026年1月12日2027年1月12日", "date"),
    ],
)
def test_a_contradiction_is_a_failed_check(kind: str, raw: str, check: str) -> None:
    assert check in failed(mean(kind, raw))


@pytest.mark.parametrize("raw", ["壹万贰什元整", "佐万类仟元整", "¥", "合计"])
def test_a_sum_that_was_misread_is_not_a_smaller_sum(raw: str) -> None:
    assert mean("money", raw).value is None
