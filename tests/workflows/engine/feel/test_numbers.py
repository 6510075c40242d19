"""Numbers: exact decimals of 34 digits, rounding, and null instead of infinity."""

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.engine.feel.evaluate import feel

amounts = st.decimals(min_value=-(10**12), max_value=10**12, places=4)


@given(amounts, amounts)
def test_sums_and_products_of_amounts_are_exact(a, b):
    with localcontext(prec=34):
        assert feel("a + b", {"a": a, "b": b}) == a + b
        assert feel("a - b", {"a": a, "b": b}) == a - b
        assert feel("a * b", {"a": a, "b": b}) == a * b


@given(amounts, amounts)
def test_taking_away_what_was_added_gives_it_back(a, b):
    assert feel("a + b - b = a", {"a": a, "b": b}) is True


@given(amounts)
def test_a_number_reads_back_from_its_text(a):
    assert feel("number(string(a)) = a", {"a": a}) is True


@given(amounts, st.decimals(min_value=-1000, max_value=1000, places=2).filter(bool))
def test_modulo_has_the_sign_of_the_divisor_and_stays_below_it(a, b):
    rest = feel("modulo(a, b)", {"a": a, "b": b})
    assert abs(rest) < abs(b)
    assert rest == 0 or (rest < 0) == (b < 0)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 / 3", "0.333333333333333333333333333333"),
        ("-2 ** 2", "4"),
        ("2 ** 3 ** 2", "64"),
        ("10 - 4 - 3", "3"),
        ("1.5e3", "1500"),
        ("decimal(2.5, 0)", "2"),
        ("round half up(2.5, 0)", "3"),
        ("round half down(-2.5, 0)", "-2"),
        ("round up(-1.01, 1)", "-1.1"),
        ("round down(1234, -2)", "1200"),
        ("floor(-0.5)", "-1"),
        ("ceiling(-0.5)", "0"),
        ("abs(-7.25)", "7.25"),
        ("sqrt(2) ** 2", "2"),
        ("count([1, null, 3])", "3"),
        ("sum([0.1, 0.2])", "0.3"),
        ("mean(1, 2, 6)", "3"),
        ("median([8, 2, 5, 3, 4])", "4"),
        ("median([6, 1, 2, 3])", "2.5"),
        ("stddev([2, 4, 6])", "2"),
        ("max([3, 12, 7])", "12"),
    ],
)
def test_arithmetic_gives(text, value):
    assert feel(f"decimal({text}, 30)") == Decimal(value)


def test_no_operation_rounds_to_fewer_than_34_digits():
    digits = "1234567890123456789012345678901234"
    for text in (
        "n",
        "abs(n)",
        "-(-n)",
        f"-(-{digits})",
        "floor(n)",
        "n + 0",
        "n * 1",
        "sum(n, 0)",
        "number(string(n))",
    ):
        assert feel(text, {"n": int(digits)}) == Decimal(digits)
    assert feel("odd(n + 1)", {"n": int(digits)}) is True


@pytest.mark.parametrize(
    "text", ["1 / 0", "0 / 0", "sqrt(-1)", "log(0)", "10 ** 7000", '1 + "1"', "1 + null", "sum([])", "modulo(5, 0)"]
)
def test_what_has_no_number_is_null(text):
    assert feel(text) is None


def test_a_float_from_outside_means_the_decimal_that_it_shows():
    assert feel("price * 3", {"price": 0.1}) == Decimal("0.3")
    assert feel("price", {"price": float("nan")}) is None


def test_only_whole_numbers_are_even_or_odd():
    assert feel("even(-2) and odd(3) and not(even(3))") is True
    assert feel("even(2.5)") is None


def test_mode_gives_all_that_stand_most_often():
    assert feel("mode([6, 3, 9, 6, 6, 3, 3])") == [3, 6]


def test_texts_of_numbers_have_no_exponent_and_no_idle_zeros():
    assert feel("string(1500000.50)") == "1500000.5"
    assert feel("string(1e3)") == "1000"
    assert feel('number("1.234,5", ".", ",")') == Decimal("1234.5")
