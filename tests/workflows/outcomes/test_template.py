"""The filler of document texts."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workflows.outcomes.template import LINE_BREAK, TemplateFault, compile_template


def fill(text: str, **values: object) -> str:
    return compile_template(text).fill(values)


@pytest.mark.parametrize(
    ("text", "values", "shown"),
    [
        ("${name}，你好", {"name": "张三"}, "张三，你好"),
        ("${姓名}", {"姓名": "迪丽·阿里"}, "迪丽·阿里"),
        ("${case.number}", {"case.number": "A-1"}, "A-1"),
        ("${n} 元", {"n": 12}, "12 元"),
        ("${#p}<li>${.}</li>${/p}", {"p": ["甲", "乙"]}, "<li>甲</li><li>乙</li>"),
        ("${#p}${law}${x}；${/p}", {"p": [{"law": "一"}, {"law": "二"}], "x": "!"}, "一!；二!；"),
        ("${#p}${#q}${.}${/q}|${/p}", {"p": [{"q": ["a", "b"]}, {"q": []}]}, "ab||"),
        ("${#until}至${until}${/until}${^until}长期${/until}", {"until": None}, "长期"),
        ("${#until}至${until}${/until}${^until}长期${/until}", {"until": "2031"}, "至2031"),
        ("${^p}无${/p}", {"p": []}, "无"),
        ("$${x} costs 5$ {x}", {}, "${x} costs 5$ {x}"),
    ],
)
def test_names_lists_and_absent_values_are_written_out(text: str, values: dict[str, object], shown: str) -> None:
    assert fill(text, **values) == shown


@pytest.mark.parametrize(
    "hostile",
    [
        "{{7*7}}",
        "{% load static %}{% include '/etc/passwd' %}",
        "${name}",
        "${}",
        "${#name}${/name}",
        "$${name}",
        "{0.__class__}",
        "%(name)s",
        "<script>alert(1)</script>",
        '"><img src=file:///etc/passwd>',
        "&lt;b&gt;",
        "</style></p></body>",
    ],
)
def test_what_a_person_typed_is_shown_letter_by_letter(hostile: str) -> None:
    shown = fill("<p>${name}</p>", name=hostile)
    assert html.unescape(shown[3:-4]) == hostile
    assert "<" not in shown[3:-4]


@given(st.text(st.characters(blacklist_categories=("Cs", "Cc", "Cf", "Zl", "Zp")), max_size=60))
def test_no_text_breaks_out_of_its_place(typed: str) -> None:
    shown = fill("${x}${#y}${.}${/y}", x=typed, y=[typed])
    assert html.unescape(shown) == typed * 2


def test_marks_that_turn_or_hide_writing_are_left_out() -> None:
    assert fill("${x}", x="张\u202e三\x00\x1b[0m\u2066\ud800") == "张三[0m"
    assert fill("${x}", x="一\r\n二\t三") == f"一{LINE_BREAK}二 三"


def test_rare_and_newly_assigned_characters_stay() -> None:
    rare = "㐂𠮷𬎆·\U000323b0\U0003347f"
    assert fill("${x}", x=rare) == rare


@pytest.mark.parametrize("values", [{}, {"name": None}])
def test_a_missing_value_is_an_error_that_names_it(values: dict[str, object]) -> None:
    with pytest.raises(TemplateFault) as caught:
        fill("<p>\n\n${name}</p>", **values)
    assert (caught.value.code, caught.value.name, caught.value.line) == ("missing", "name", 3)


@pytest.mark.parametrize("value", [True, 1.5, ["a"], {"a": 1}, b"x"])
def test_a_value_without_one_way_to_write_it_is_refused(value: object) -> None:
    with pytest.raises(TemplateFault, match="shape"):
        fill("${x}", x=value)


def test_a_value_nobody_asks_for_does_no_harm() -> None:
    assert fill("a", secret="x") == "a"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("${", "syntax"),
        ("${}", "syntax"),
        ("${a b}", "syntax"),
        ("${a.__class__()}", "syntax"),
        ("${1a}", "syntax"),
        ("${#.}", "syntax"),
        ("${#a}", "unclosed"),
        ("${/a}", "unclosed"),
        ("${#a}${#b}${/a}${/b}", "unclosed"),
        ("${#a}" * 9, "syntax"),
    ],
)
def test_a_malformed_text_is_told_with_its_line(text: str, code: str) -> None:
    with pytest.raises(TemplateFault) as caught:
        compile_template(f"\n{text}")
    assert (caught.value.code, caught.value.line) == (code, 2)


def test_a_text_tells_which_names_it_needs() -> None:
    assert compile_template("${a}${#b}${c}${.}${/b}${^d}${/d}").names() == {"a", "b", "c", "d"}


def test_attributes_of_python_objects_are_out_of_reach() -> None:
    with pytest.raises(TemplateFault, match="missing"):
        fill("${x.__class__}", x="text")
