"""The border between Python and FEEL: what comes in, what goes out, and what many threads may share."""

from collections import ChainMap, UserDict
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.engine.feel.evaluate import feel
from workflows.engine.feel import FeelError, MonthsDuration, compile_expression

BEIJING = timezone(timedelta(hours=8))
plain = st.one_of(
    st.none(), st.booleans(), st.text(max_size=9), st.decimals(allow_nan=False, allow_infinity=False), st.dates(),
    st.times(), st.datetimes(timezones=st.sampled_from([UTC, BEIJING])), st.timedeltas(),
)  # fmt: skip
nested = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4)
)


@given(nested)
def test_a_value_that_passes_through_comes_out_as_it_went_in(value):
    assert feel("v", {"v": value}) == value
    assert feel("[v][1]", {"v": value}) == value
    assert feel("{a: v}.a", {"v": value}) == value


@given(nested)
def test_every_value_equals_itself(value):
    assert feel("v = v", {"v": value}) is True


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (7, "v instance of number"),
        (1.25, "v = 5 / 4"),
        (date(2026, 1, 1), "v instance of date"),
        (datetime(2026, 1, 1, tzinfo=UTC), 'v = @"2026-01-01T00:00:00Z"'),
        (datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai")), 'v.timezone = "Asia/Shanghai"'),
        (time(9, 30, tzinfo=BEIJING), 'v = @"09:30:00+08:00"'),
        (timedelta(hours=36), 'v = duration("P1DT12H")'),
        (MonthsDuration(14), 'v = duration("P1Y2M")'),
        ((1, 2), "v = [1, 2]"),
        (MappingProxyType({"a": 1}), "v.a = 1 and v = {a: 1}"),
        (UserDict(a=[1]), "v.a[1] = 1"),
        (StrEnum("Colour", ["RED"]).RED, 'v = "red"'),
    ],
)
def test_a_python_value_is_the_feel_value_that_it_means(value, text):
    assert feel(text, {"v": value}) is True


@pytest.mark.parametrize("value", [uuid4(), object(), {1, 2}, b"bytes", 1j])
def test_what_feel_has_no_value_for_is_an_error_where_it_is_read(value):
    with pytest.raises(FeelError, match="is no value of FEEL"):
        feel("v = 1", {"v": value})
    assert feel("1 = 1", {"v": value}) is True


def test_what_python_cannot_hold_stays_feels_own():
    assert feel("v = d", {"v": feel('date("12026-01-01")'), "d": feel('date("12026-01-01")')}) is True
    assert feel("string(v)", {"v": feel('time("10:00:00.123456789")')}) == "10:00:00.123456789"


def test_a_scope_may_be_layered():
    assert feel("a + b", ChainMap({"a": 1}, {"a": 5, "b": 2})) == 3


def test_numbers_come_out_as_decimals():
    assert type(feel("n", {"n": 3})) is Decimal


def test_one_compiled_expression_serves_many_threads():
    expression = compile_expression("sum(for i in 1..n return i * factor)")
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda n: expression({"n": n, "factor": n}), range(1, 60)))
    assert results == [n * n * (n + 1) // 2 for n in range(1, 60)]


def test_many_threads_may_compile_at_once():
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda n: compile_expression(f"{{料理 {n}: {n}, r: 料理 {n} + 1}}.r")({}), range(60)))
    assert results == [n + 1 for n in range(60)]
