"""No expression runs away, and nothing but FeelError ever comes out."""

import time
from contextlib import suppress
from math import prod

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.engine.feel.evaluate import feel
from workflows.engine.feel import FeelError, compile_expression, compile_unary_tests
from workflows.engine.feel.builtins import BUILTINS

DOUBLED = ", ".join(f"a{i}: [a{i - 1}, a{i - 1}]" for i in range(1, 50))
RUNAWAYS = [
    "(" * 8000 + "1" + ")" * 8000,
    "-" * 15000 + "1",
    "not(" * 3000 + "true" + ")" * 3000,
    "if a then 1 else " * 1000 + "2",
    "[" * 5000 + "]" * 5000,
    "a" + "[1]" * 5000,
    "1 + " * 200_000 + "1",
    "for i in 1..1e30 return i",
    "some i in 1..1e9 satisfies i < 0",
    "for i in 1..1e6, j in 1..1e6 return 1",
    "for i in 1..20000 return partial",
    "{f: function(g, n) g(g, n + 1), r: f(f, 0)}.r",
    f"{{a0: [1, 1], {DOUBLED}}}.a49",
    f"{{a0: [1, 1], {DOUBLED}, r: a49 = a49}}.r",
    f"{{a0: [1, 1], {DOUBLED}, r: string(a49)}}.r",
    f"{{a0: [1, 1], {DOUBLED}, r: count(flatten(a49))}}.r",
    '{a: "' + "x" * 9000 + '", b: for i in 1..20000 return a + a}',
    'for i in 1..9000 return matches("' + "a" * 30 + '!", "^(a|a)*$")',
    "sort(for i in 1..20000 return -i, function(a, b) a < b)",
]


@pytest.mark.parametrize("text", RUNAWAYS, ids=lambda text: text[:30])
def test_a_runaway_ends_in_an_error_soon(text):
    started = time.process_time()
    with pytest.raises(FeelError):
        feel(text)
    assert time.process_time() - started < 8


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=4))
def test_loops_end_with_all_their_rounds_or_with_an_error(sizes):
    heads = ", ".join(f"v{index} in 1..{size}" for index, size in enumerate(sizes))
    try:
        assert feel(f"count(for {heads} return 1)") == prod(sizes)
    except FeelError:
        assert prod(sizes) > 10_000


@pytest.mark.parametrize("text", ["9 ** (9 ** 9)", "1e6144 * 10", "date(1e30, 1, 1)", "modulo(1e6144, 3)", "exp(1e10)"])
def test_a_number_past_all_bounds_is_null(text):
    assert feel(text) is None


def test_what_one_evaluation_spends_is_not_missing_from_the_next():
    loop = compile_expression("count(for i in 1..9000 return i)")
    assert [loop({}) for _ in range(5)] == [9000] * 5


FRAGMENTS = st.sampled_from(
    [
        "a", "料理", " ", "1", "2.5", '"x"', "[", "]", "(", ")", "{", "}", ":", ",", ".", "..", "+", "-", "*", "/",
        "**", "=", "<", ">=", "!=", " and ", " or ", "not(", "if ", " then ", " else ", "for i in ", " return ",
        "some x in ", "every ", " satisfies ", " in ", " between ", " instance of ", "function(", "count(", "date(",
        "null", "item", "true", "list<", "?", "partial", '@"2026-01-01"', '"\\', "//", "/*", "，", "\x00", "🐎",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(FRAGMENTS, max_size=25).map("".join)))
def test_any_text_is_a_value_or_a_feel_error(text):
    for compiled in (compile_expression, compile_unary_tests):
        with suppress(FeelError):
            compiled(text)({"a": [1, {"b": None}], "料理": "x", "?": 3})


values = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(-5, 5), st.decimals(allow_nan=False), st.floats(), st.text(max_size=5),
        st.dates(), st.times(), st.datetimes(), st.timedeltas(),
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@settings(max_examples=20, deadline=None)
@given(st.lists(values, max_size=4))
@pytest.mark.parametrize("name", sorted(BUILTINS))
def test_every_function_takes_any_arguments(name, arguments):
    scope = {f"v{index}": value for index, value in enumerate(arguments)}
    with suppress(FeelError):
        feel(f"{name}({', '.join(scope)})", scope)


def test_a_value_that_feel_does_not_know_is_an_error_and_no_guess():
    with pytest.raises(FeelError, match="object is no value"):
        feel("a = 1", {"a": object()})
