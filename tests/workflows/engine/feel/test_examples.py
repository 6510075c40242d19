"""The examples of the document on FEEL have the values that it tells."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from ops.layout import PROJECT
from workflows.engine.feel import FeelError, compile_expression, compile_unary_tests
from workflows.law.national import national_calendar

TEXT = (PROJECT / "docs/feel-in-ten-examples.md").read_text()
NOW = datetime(2026, 9, 21, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
EXAMPLES = [
    dict(re.findall(r"^(\w+): +(.+)$", block, re.MULTILINE))
    for block in re.findall(r"```feel\n(.*?)```", TEXT, re.DOTALL)
]


def said(text):
    """A value as the document writes it."""
    return compile_expression(text)({})


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.get("feel") or example["cell"])
def test_an_example_has_the_value_that_stands_under_it(example):
    if "cell" in example:
        found = compile_unary_tests(example["cell"])({"?": said(example["input"])})
    else:
        found = compile_expression(example["feel"])(said(example["given"]), calendar=national_calendar(), now=NOW)
    assert found == said(example["value"])
    assert type(found) is type(said(example["value"]))


def test_ten_headings_each_hold_an_example():
    parts = re.split(r"^## (?=\d+\. )", TEXT, flags=re.MULTILINE)[1:]
    assert [int(part.split(".")[0]) for part in parts] == list(range(1, 11))
    assert all("```feel" in part for part in parts)


@pytest.mark.parametrize("text", ["__import__('os')", "a == b", "座位数 ＞ 75"])
def test_what_the_document_calls_no_feel_is_refused(text):
    assert f"`{text}`" in TEXT
    with pytest.raises(FeelError):
        compile_expression(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.1 + 0.2 = 0.3", True), ('some x in [] satisfies x', False), ("every x in [] satisfies x", True),
     ('date("2026-09-21").weekday', 1), ("[1, 2][-1]", 2), ("if null then 1 else 2", 2), ("not(null > 1)", None)],
)  # fmt: skip
def test_what_the_document_says_in_passing_is_so(text, value):
    assert said(text) == value
