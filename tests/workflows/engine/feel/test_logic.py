"""and, or, not, comparison and if, where every value may be unknown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.engine.feel.evaluate import TRUTHS, feel

truths = st.sampled_from([True, False, None])


def truth(text: str, *values: bool | None) -> object:
    return feel(text.format(*(TRUTHS[value] for value in values)))


@given(truths, truths)
def test_and_and_or_do_not_mind_the_order(a, b):
    assert truth("{} and {}", a, b) is truth("{} and {}", b, a)
    assert truth("{} or {}", a, b) is truth("{} or {}", b, a)


@given(truths, truths, truths)
def test_and_and_or_do_not_mind_the_brackets(a, b, c):
    assert truth("({} and {}) and {}", a, b, c) is truth("{} and ({} and {})", a, b, c)
    assert truth("({} or {}) or {}", a, b, c) is truth("{} or {} or {}", a, b, c)


@given(truths, truths, truths)
def test_and_distributes_over_or(a, b, c):
    assert truth("{0} and ({1} or {2})", a, b, c) is truth("({0} and {1}) or ({0} and {2})", a, b, c)


@given(truths, truths)
def test_de_morgan_holds_for_the_unknown_too(a, b):
    assert truth("not({} and {})", a, b) is truth("not({}) or not({})", a, b)


@given(truths)
def test_true_and_false_decide_alone(a):
    assert truth("false and {}", a) is False
    assert truth("true or {}", a) is True


@given(truths)
def test_twice_not_is_nothing(a):
    assert truth("not(not({}))", a) is a


@pytest.mark.parametrize("operand", ["1", '"true"', "[]", "{}", "null"])
def test_what_is_no_truth_value_counts_as_unknown(operand):
    assert feel(f"true and {operand}") is None
    assert feel(f"{operand} or false") is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"10" = 10', None),
        ("null = null", True),
        ("0 = null", False),
        ("1.50 = 1.5", True),
        ('"a" < "b"', True),
        ("true < false", None),
        ("3 between 1 and 3", True),
        ("0 between null and -1", False),
        ("2 between null and 3", None),
        ("5 in (< 3, > 4)", True),
        ("5 in (1, 2)", False),
        ('"b" in ["a".."c")', True),
        ("[1, [2]] = [1, [2]]", True),
        ("{a: 1, b: 2} = {b: 2, a: 1}", True),
        ("{a: 1} = {a: 1, b: null}", False),
    ],
)
def test_comparison_knows_kinds_and_null(text, value):
    assert feel(text) is value


def test_if_takes_else_for_whatever_is_not_true():
    assert feel('if null then "yes" else "no"') == "no"
    assert feel('if "true" then "yes" else "no"') == "no"
    assert feel("1 + if true then 1 else 2 + 3") == 2


def test_instance_of_looks_into_lists_and_contexts():
    assert feel("[1, 2] instance of list<number>") is True
    assert feel('[1, "2"] instance of list<number>') is False
    assert feel('{name: "张三", age: 30} instance of context<name: string, age: number>') is True
    assert feel("null instance of Any") is False
