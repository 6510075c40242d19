"""Conditions as process routes and service items write them."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from workflows.engine.feel import FeelError, compile_expression


def test_a_gateway_condition_reads_the_outcome_of_the_step_before():
    condition = compile_expression('outcome = "accept"')
    assert condition({"outcome": "accept"}) is True
    assert condition({"outcome": "refuse"}) is False
    assert condition.names == {"outcome"}


def test_two_clauses_decide_whether_a_visit_is_needed():
    condition = compile_expression('list contains(scope, "raw") or seats > 75')
    assert condition({"scope": ["raw"], "seats": 20}) is True
    assert condition({"scope": ["hot"], "seats": 76}) is True
    assert condition({"scope": ["hot"], "seats": 75}) is False


def test_what_is_not_known_makes_a_condition_neither_true_nor_false():
    assert compile_expression("seats > 75")({}) is None
    assert compile_expression("seats > 75 or true")({}) is True


def test_chinese_names_and_names_with_blanks_need_no_quotes():
    condition = compile_expression('经营面积 > 100 and 料理 = "日式" and 营业 面积.单位 = "㎡"')
    assert condition({"经营面积": 120, "料理": "日式", "营业 面积": {"单位": "㎡"}}) is True
    assert condition.names == {"经营面积", "料理", "营业 面积"}


def test_python_dates_come_in_and_go_out():
    plus = compile_expression('issued + duration("P5Y")')
    assert plus({"issued": date(2024, 2, 29)}) == date(2029, 2, 28)
    late = compile_expression("due < now()")
    moment = datetime(2026, 3, 2, 9, tzinfo=UTC)
    assert late({"due": moment - timedelta(seconds=1)}, now=moment) is True


def test_numbers_are_exact():
    assert compile_expression("0.1 + 0.2 = 0.3")({}) is True
    assert compile_expression("a + b")({"a": 0.1, "b": Decimal("0.2")}) == Decimal("0.3")


def test_a_value_of_a_case_is_never_read_as_an_expression():
    condition = compile_expression('outcome = "approve"')
    assert condition({"outcome": 'deny" = "deny" or "x'}) is False


def test_a_case_field_named_like_a_function_does_not_hide_it():
    assert compile_expression('date("2026-01-01") = date')({"date": date(2026, 1, 1)}) is True


def test_an_error_says_where_it_stands():
    with pytest.raises(FeelError) as caught:
        compile_expression("seats > > 75")
    assert caught.value.position == 8


def test_full_width_signs_are_refused_with_the_sign_to_write():
    with pytest.raises(FeelError, match=r"write \( instead"):
        compile_expression("count（scope） > 1")


def test_python_is_no_feel():
    with pytest.raises(FeelError):
        compile_expression("__import__('os').getpid()")
