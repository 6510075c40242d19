"""Texts, their escapes, and patterns in XPath's dialect."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.engine.feel.evaluate import feel

texts = st.text(max_size=40)


@given(texts, texts)
def test_before_and_after_put_together_give_the_text_back(text, match):
    scope = {"t": text, "m": match}
    if match and match in text:
        assert feel("substring before(t, m) + m + substring after(t, m) = t", scope) is True
    else:
        assert feel("substring before(t, m)", scope) == ""


@given(texts)
def test_a_text_is_as_long_as_its_characters(text):
    assert feel("string length(t)", {"t": text}) == len(text)


@given(st.lists(st.text(alphabet="abc", max_size=5), max_size=8))
def test_split_takes_apart_what_join_put_together(parts):
    joined = feel('string join(parts, ";")', {"parts": parts})
    assert feel('split(t, ";")', {"t": joined}) == (parts or [""])


@given(texts)
def test_a_text_between_quotes_stands_for_itself(text):
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    assert feel(f'"{quoted}"') == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"\u4e00\U01F600\t"', "一😀\t"),
        ('substring("行政许可", 3)', "许可"),
        ('substring("许可证", -2, 1)', "可"),
        ('upper case("aé")', "AÉ"),
        ('lower case("ÀB")', "àb"),
        ('ends with("permit.pdf", ".pdf")', True),
        ('contains("食品经营许可证", "许可")', True),
        ('starts with("330106", "3301")', True),
        (r'matches("330106199001010010", "^\d{17}[\dXx]$")', True),
        (r'matches("١٢", "^[0-9]+$")', False),
        ('matches("a\\nb", "a.b")', False),
        ('matches("a\\nb", "a.b", "s")', True),
        ('matches("line\\n", "line$")', False),
        ('matches("BC", "[a-z-[aeiou]]{2}", "i")', True),
        ('matches("a.b", "a.b", "q")', True),
        ('matches("axb", "a.b", "q")', False),
        (r'replace("13800138000", "(\d{3})\d{4}(\d{4})", "$1****$2")', "138****8000"),
        (r'replace("a", "a", "\$1")', "$1"),
        ('extract("第12条第3款", "[0-9]+")', ["12", "3"]),
        ('string({a: [1, "x", null]})', '{a: [1, "x", null]}'),
        ('string join(["甲", null, "乙"], "、")', "甲、乙"),
    ],
)
def test_texts_give(text, value):
    assert feel(text) == value


@pytest.mark.parametrize(
    "text",
    [r'matches("a", "(?=a)")', r'matches("a", "(?P<n>a)")', 'matches("a", "[a")', 'matches("a", "a", "u")',
     'replace("a", "a", "$")', r'matches("a", "\b")', 'substring("abc", 0)', "upper case(1)", 'split("a,b", "(,)")'],
)  # fmt: skip
def test_what_xpath_does_not_know_is_null(text):
    assert feel(text) is None
