"""Dates and spans as papers write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ocr.validators import Period, Unfit, parse_date, parse_end, parse_period

DAY = date(2026, 10, 20)


@pytest.mark.parametrize(
    "written",
    ["2026-10-20", "2026/10/20", "2026.10.20", "20261020", "2026年10月20日", "２０２６年１０月２０日",
     "二〇二六年十月二十日",
     "二○二六年十月二十日", "二零二六年十月二十日", "贰零贰陆年零壹拾月贰拾日", "2026 年 10 月 20 日"],
)  # fmt: skip
def test_a_day_is_read_in_every_form(written: str) -> None:
    assert parse_date(written) == DAY


@pytest.mark.parametrize(
    "written", ["2026-02-30", "26-01-12", "二〇二六年十三月一日", "2026年1月", "", "明天", "2026年一〇月"]
)
def test_what_is_no_day_is_refused(written: str) -> None:
    with pytest.raises(Unfit, match="date"):
        parse_date(written)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_comes_back_from_its_chinese_form(day: date) -> None:
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day


@pytest.mark.parametrize("written", ["长期", "至长期有效", "永久", "无固定期限"])
def test_an_open_end_is_no_day(written: str) -> None:
    assert parse_end(written) is None


@pytest.mark.parametrize(
    ("written", "ends_on"),
    [("2016.03.01-2036.03.01", date(2036, 3, 1)), ("2016.03.01-长期", None),
     ("2016年3月1日至2036年3月1日", date(2036, 3, 1)),
     ("自2016年3月1日起至2036年3月1日止", date(2036, 3, 1)), ("2016-03-01至2036-03-01", date(2036, 3, 1))],
)  # fmt: skip
def test_a_span_has_two_ends(written: str, ends_on: date | None) -> None:
    assert parse_period(written) == Period(date(2016, 3, 1), ends_on)


@pytest.mark.parametrize(("written", "code"), [("2036.03.01-2016.03.01", "date_order"), ("2016.03.01", "period")])
def test_a_span_that_runs_backwards_or_has_one_end_is_refused(written: str, code: str) -> None:
    with pytest.raises(Unfit, match=code):
        parse_period(written)
