"""The cells of a decision table."""

from datetime import date

import pytest

from tests.workflows.engine.feel.evaluate import passes
from workflows.engine.feel import FeelError, compile_unary_tests


@pytest.mark.parametrize(
    ("tests", "value", "passed"),
    [
        ("-", None, True),
        ("< 75", 60, True),
        ("[18..65)", 65, False),
        ('"raw", "cold"', "cold", True),
        ('not("raw", "cold")', "hot", True),
        ("not(< 5, > 10)", 7, True),
        ("null", None, True),
        ("> 5", None, None),
        ("limit", 7, True),
        ("> limit + 1", 8, False),
        ("true", True, True),
        ("false", True, False),
        ('contains(?, "烧")', "烧烤", True),
        ("? * 2 > 10", 5, False),
        ("limit > 3", 1, True),
        ('>= date("2026-01-01")', date(2026, 1, 1), True),
        ("[1, 2]", 2, True),
        ("(1..3), 7", 7, True),
        ('not(contains(?, "x"))', "abc", True),
    ],
)
def test_a_cell_takes_a_value(tests, value, passed):
    assert passes(tests, value, {"limit": 7}) is passed


@pytest.mark.parametrize("text", ["", "<", "1,", "not(", "not(1) or", ", 1"])
def test_a_broken_cell_is_refused_with_its_place(text):
    with pytest.raises(FeelError) as caught:
        compile_unary_tests(text)
    assert caught.value.position is not None


def test_a_cell_says_which_names_it_needs():
    assert compile_unary_tests("> limit, ? = other").names == {"limit", "other", "?"}
