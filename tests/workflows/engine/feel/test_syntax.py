"""Names, comments, brackets and what an expression says of itself."""

import pytest

from tests.workflows.engine.feel.evaluate import feel
from workflows.engine.feel import FeelError, compile_expression


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + /* a remark */ 2 // and another", 3),
        ("{a-b: 2, c: a-b}.c", 2),
        ("[][1]", None),
        ("[1..10[ = [1..10)", True),
        ("[1..[7][1]] = [1..7]", True),
        ("5 in [1..n] and n > 3", True),
        ("first   name", "张"),
        ("- -3", 3),
        ("{if: 1}.if", 1),
        ("item 2", "two"),
    ],
)
def test_texts_are_read(text, value):
    assert feel(text, {"n": 7, "first name": "张", "item 2": "two"}) == value


def test_names_with_signs_or_keywords_are_read_when_they_are_known():
    expression = compile_expression("Profit and Loss + R&D-cost", ["Profit and Loss", "R&D-cost"])
    assert expression({"Profit and Loss": 1, "R&D-cost": 2}) == 3


def test_free_names_are_those_that_the_scope_must_give():
    expression = compile_expression("for i in rows return i + offset")
    assert expression.names == {"rows", "offset"}
    filtered = compile_expression("count(rows[price > limit])")
    assert (filtered.names, filtered.member_names) == ({"rows"}, {"price", "limit"})


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("", 0), ("1 +", 3), ("a = = 1", 4), ("f(1, x: 2)", 0), ("{a: 1, a: 2}", 7), ('"abc', 0), ("a == 1", 2),
        ('@"tomorrow"', 0), ("x instance of thing", 14), ("function() external {}", 0), ("(1, 2)", 0), ("a && b", 2),
        ("{a: 1, ", 7),
    ],
)  # fmt: skip
def test_a_slip_is_refused_with_its_place(text, position):
    with pytest.raises(FeelError) as caught:
        compile_expression(text)
    assert caught.value.position == position


@pytest.mark.parametrize(("sign", "instead"), [("，", ","), ("“", '"'), ("≥", ">="), ("＝", "="), ("（", "(")])
def test_a_sign_of_a_chinese_keyboard_is_named_with_the_one_to_write(sign, instead):
    with pytest.raises(FeelError) as caught:
        compile_expression(f"a {sign} 1")
    assert caught.value.message.endswith(f"write {instead} instead")


@pytest.mark.parametrize("text", ["count()", "abs(1, 2)", "abs(number: 1)", "if a then floor() else 1"])
def test_a_call_that_can_only_be_null_is_a_slip_that_the_expression_tells(text):
    expression = compile_expression(text)
    assert len(expression.slips) == 1
    assert expression({"a": True}) is None


def test_a_right_call_is_no_slip():
    assert compile_expression('string join(list: ["a"], delimiter: "-")').slips == ()
    assert compile_expression("unknown thing(1)").names == {"unknown thing"}
