"""Every last day is explained in one sentence of good Chinese and good English."""

from datetime import date

import pytest
from hypothesis import given, settings

from tests.workflows.law.days import at, china
from tests.workflows.law.test_recount import histories, rules
from workflows.law.articles import chinese_number, cite
from workflows.law.clock import ARTICLE_45, Event, Rule, deadline
from workflows.law.dates import day_list, long_date, stretches
from workflows.law.wording import amount, explain

LEGAL = Rule("legal", 20, "working_day", "行政许可法 42", "accepted", extend=10, stops=ARTICLE_45)
SEPTEMBER = Event("accepted", at("2026-09-10"))


def told(language: str, *events: Event, rule: Rule = LEGAL, **settings: bool) -> str:
    return explain(deadline(rule, china(**settings), events).reasons, language)


def test_a_limit_over_the_national_day_names_every_day_that_made_a_difference():
    assert told("en", SEPTEMBER) == (
        "20 working days (行政许可法 42) from acceptance on 10 Sept; "
        "25 Sept and 1–7 Oct not counted, 20 Sept and 10 Oct counted"
    )
    assert told("zh-hans", SEPTEMBER) == (
        "自2026年9月10日受理起20个工作日（《行政许可法》第四十二条）；"
        "9月25日、10月1日至7日放假不计入，9月20日、10月10日调休上班计入"
    )


def test_a_stop_is_told_with_its_procedure_and_article():
    review = (
        Event("stop", at("2026-10-14"), procedure="expert_review"),
        Event("resume", at("2026-10-20"), procedure="expert_review"),
    )
    assert told("en", SEPTEMBER, *review).endswith("; stopped 14–20 Oct for expert review (45)")
    assert told("zh-hans", SEPTEMBER, *review).endswith("；10月14日至20日因专家评审停止计时（第四十五条）")


def test_a_stop_that_lasts_tells_until_when_it_is_expected():
    review = Event("stop", at("2026-09-28"), procedure="testing", until_on=date(2026, 10, 12))
    assert told("en", SEPTEMBER, review).endswith("stopped since 28 Sept for testing (45), expected until 12 Oct")
    assert told("zh-hans", SEPTEMBER, review).endswith("9月28日起因检测停止计时（第四十五条），预计至10月12日")


def test_a_visit_is_said_not_to_stop_the_clock():
    visit = Event("stop", at("2026-09-14"), procedure="site_visit")
    assert told("en", SEPTEMBER, visit).endswith("the site visit from 14 Sept does not stop it")
    assert told("zh-hans", SEPTEMBER, visit).endswith("9月14日起的现场核查不停止计时")


def test_an_extension_is_told_with_its_day():
    extension = Event("extend", at("2026-09-24"), value=10)
    assert "extended by 10 working days on 24 Sept" in told("en", SEPTEMBER, extension)
    assert "9月24日经批准延长10个工作日" in told("zh-hans", SEPTEMBER, extension)


def test_a_last_day_that_moves_says_from_where_to_where():
    rule = Rule("notice", 7, "calendar_day", "示例办法 3", "received")
    events = Event("received", at("2026-09-25"))
    assert "the last day, 2 Oct, is not a working day, so it moves to 8 Oct" in told("en", events, rule=rule)
    assert "届满日10月2日为休息日，顺延至10月8日" in told("zh-hans", events, rule=rule)


def test_a_year_is_said_only_where_it_changes():
    assert "31 Dec 2026" not in told("en", Event("accepted", at("2026-12-20")))
    assert "1 Jan 2027 not counted" in told("en", Event("accepted", at("2026-12-20")))
    assert "2027年1月1日放假不计入" in told("zh-hans", Event("accepted", at("2026-12-20")))


def test_a_provisional_day_says_what_it_waits_for():
    assert told("en", Event("accepted", at("2026-12-20"))).endswith(
        "provisional until the holidays of 2027 are published"
    )
    assert told("zh-hans", Event("accepted", at("2026-12-20"))).endswith("2027年放假安排尚未公布，暂按法定节假日计算")


def test_close_of_business_and_after_hours_are_told():
    late = Event("accepted", at("2026-03-06 18:00"))
    settings = {"ends_at_close": True, "late_counts_next_day": True}
    assert "it came after office hours and counts as of 9 Mar" in told("en", late, **settings)
    assert told("en", late, **settings).endswith("ends at 17:30")
    assert told("zh-hans", late, **settings).endswith("下班后提交，按3月9日起算；截止到当日17:30")


@settings(max_examples=200, deadline=None)
@given(rules(), histories())
def test_every_history_can_be_told_in_both_languages(rule, history):
    reasons = deadline(rule, china(), history).reasons
    english, chinese = explain(reasons, "en"), explain(reasons, "zh-hans")
    assert english.isprintable()
    assert "；；" not in chinese
    assert chinese.startswith("自20")


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        (1, "working_day", "1 working day", "1个工作日"),
        (24, "hour", "24 hours", "24小时"),
        (6, "month", "6 months", "6个月"),
        (60, "calendar_day", "60 calendar days", "60日"),
    ],
)
def test_amounts_have_their_unit(value, unit, english, chinese):
    assert (amount(value, unit, "en"), amount(value, unit, "zh-hans")) == (english, chinese)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (42, "四十二"), (100, "一百"),
        (103, "一百零三"), (110, "一百一十"), (1005, "一千零五"), (1260, "一千二百六十"),
    ],
)  # fmt: skip
def test_articles_are_counted_as_laws_write_them(number, written):
    assert chinese_number(number) == written


@pytest.mark.parametrize(
    ("basis", "cited"),
    [
        ("行政许可法 32(1)(4)", "《行政许可法》第三十二条第一款第四项"),
        ("行政许可法44", "《行政许可法》第四十四条"),
        ("市场监管总局令第78号（未核实）", "市场监管总局令第78号（未核实）"),
        ("公示", "公示"),
    ],
)
def test_a_basis_is_cited_as_papers_print_it(basis, cited):
    assert cite(basis, "zh-hans") == cited
    assert cite(basis, "en") == basis


def test_a_holiday_over_a_weekend_is_one_stretch():
    days = [date(2026, 10, day) for day in (1, 2, 5, 6, 7)]
    assert stretches(days, bridged=True) == [(date(2026, 10, 1), date(2026, 10, 7))]
    assert day_list(days, "en", 2026) == "1–2 Oct and 5–7 Oct"


def test_a_stretch_over_two_months_names_both():
    days = [date(2026, 4, 30), date(2026, 5, 1)]
    assert day_list(days, "en", 2026) == "30 Apr – 1 May"
    assert day_list(days, "zh-hans", 2026) == "4月30日至5月1日"


def test_long_dates_carry_their_year():
    assert long_date(date(2026, 9, 10), "en-gb") == "10 September 2026"
    assert long_date(date(2026, 9, 10), "zh-hans") == "2026年9月10日"
