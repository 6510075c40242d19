"""A deadline follows from rule, calendar and events alone, and every day of it has a reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.workflows.law.days import at, china, on
from workflows.law.clock import ARTICLE_45, NEVER, Event, NotStarted, Rule, deadline, lamp, worse

LEGAL = Rule("legal", 20, "working_day", "行政许可法 42", "accepted", extend=10, stops=ARTICLE_45)
ANSWER = Rule("answer", 5, "working_day", "行政许可法 32", "received")
DAYS = Rule("notice", 7, "calendar_day", "公示", "posted", stops={"court": "示例 1"})


def accepted(text: str) -> Event:
    return Event("accepted", at(text))


def stop(text: str, procedure: str = "expert_review", **more) -> Event:
    return Event("stop", at(text), procedure=procedure, **more)


def resume(text: str, procedure: str = "expert_review") -> Event:
    return Event("resume", at(text), procedure=procedure)


def due(rule: Rule, *events: Event, **settings: bool):
    return deadline(rule, china(**settings), events)


def params(found, code: str) -> dict:
    """The params of the first reason with this code; empty when there is none."""
    return next((reason.params for reason in found.reasons if reason.code == code), {})


@pytest.mark.parametrize(
    ("received", "days", "last"),
    [
        ("2026-02-13", 1, "2026-02-14"),  # the Saturday before the Spring Festival is worked
        ("2026-02-13", 5, "2026-02-27"),  # nine days off lie between
        ("2026-02-13", 20, "2026-03-19"),
        ("2026-02-12", 3, "2026-02-24"),
        ("2026-09-10", 20, "2026-10-14"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-04-03", 5, "2026-04-13"),  # received on a Friday before 清明节
        ("2026-05-08", 2, "2026-05-11"),  # Saturday 9 May is worked
        ("2025-12-31", 5, "2026-01-08"),  # across two lists
        ("2026-01-03", 1, "2026-01-04"),  # received on a day off; Sunday is worked
        ("2026-03-02", 0, "2026-03-02"),  # on the spot
        ("2026-03-07", 0, "2026-03-09"),  # on the spot, on a Saturday
    ],
)
def test_working_days_skip_listed_days_off_and_count_shifted_ones(received, days, last):
    rule = Rule("answer", days, "working_day", "行政许可法 32", "received")
    assert due(rule, Event("received", at(received))).due_on == on(last)


def test_a_last_day_ends_at_24_00_local():
    assert due(ANSWER, Event("received", at("2026-03-02"))).due_at == at("2026-03-09 23:59:59.999999")


def test_a_last_day_ends_at_the_close_of_business_where_the_division_says_so():
    found = due(ANSWER, Event("received", at("2026-03-02")), ends_at_close=True)
    assert found.due_at == at("2026-03-09 17:30")
    assert params(found, "close_of_business") == {"at": "17:30"}


def test_the_start_day_does_not_count_however_late_it_was():
    assert due(ANSWER, Event("received", at("2026-03-02 23:59"))).due_on == on("2026-03-09")


def test_the_local_day_counts_not_the_utc_day():
    assert due(ANSWER, Event("received", at("2026-03-03 00:01"))).due_on == on("2026-03-10")


def test_after_hours_counts_from_the_next_working_day_where_the_city_says_so():
    found = due(ANSWER, Event("received", at("2026-03-06 18:00")), late_counts_next_day=True)
    assert found.due_on == on("2026-03-16")
    assert params(found, "started")["on"] == "2026-03-06"
    assert params(found, "after_hours") == {"from_on": "2026-03-09"}


def test_a_calendar_day_limit_that_ends_on_a_day_off_moves_to_the_next_working_day():
    found = due(DAYS, Event("posted", at("2026-09-25")))
    assert found.due_on == on("2026-10-08")
    assert params(found, "moved") == {"from_on": "2026-10-02", "to_on": "2026-10-08"}


def test_a_calendar_day_limit_moves_onto_a_weekend_that_is_worked():
    assert due(replace(DAYS, value=1), Event("posted", at("2026-02-13"))).due_on == on("2026-02-14")


@pytest.mark.parametrize(
    ("start", "months", "last"),
    [
        ("2026-02-28", 1, "2026-03-30"),  # 28 March is a Saturday
        ("2026-01-31", 1, "2026-02-28"),  # no 31 February; the Saturday is worked
        ("2026-04-15", 1, "2026-05-15"),
        ("2026-03-31", 6, "2026-09-30"),
        ("2025-08-29", 6, "2026-02-28"),
    ],
)
def test_months_end_on_the_day_of_the_same_number_else_on_the_last_of_the_month(start, months, last):
    rule = Rule("litigation", months, "month", "行政诉讼法 46", "learned")
    assert due(rule, Event("learned", at(start))).due_on == on(last)


def test_a_year_from_29_february_ends_on_28_february():
    rule = Rule("reconsideration", 1, "year", "行政复议法 20", "known")
    assert due(rule, Event("known", at("2024-02-29"))).due_on == on("2025-02-28")


def test_hours_run_through_nights_and_holidays_and_never_move():
    rule = Rule("road_opening", 24, "hour", "城市道路管理条例 34", "opened")
    assert due(rule, Event("opened", at("2026-10-01 22:30"))).due_at == at("2026-10-02 22:30")


def test_hours_are_never_provisional():
    rule = Rule("road_opening", 24, "hour", "城市道路管理条例 34", "opened")
    assert not due(rule, Event("opened", at("2027-03-01"))).provisional


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2026-03-02 09:00", 3, "2026-03-02 12:00"),
        ("2026-03-02 09:00", 4, "2026-03-02 14:30"),
        ("2026-03-02 12:15", 1, "2026-03-02 14:30"),
        ("2026-03-06 16:30", 2, "2026-03-09 10:00"),
        ("2026-09-24 17:00", 1, "2026-09-28 09:30"),
    ],
)
def test_working_hours_run_only_while_the_office_is_open(start, hours, end):
    rule = Rule("dispatch", hours, "working_hour", "示例 1", "reported")
    assert due(rule, Event("reported", at(start))).due_at == at(end)


def test_every_date_that_an_expert_review_touches_is_left_out_both_ends():
    found = due(LEGAL, accepted("2026-10-09"), stop("2026-10-14 16:00"), resume("2026-10-20 09:00"))
    assert due(LEGAL, accepted("2026-10-09")).due_on == on("2026-11-05")
    assert found.due_on == on("2026-11-12")
    assert params(found, "stopped")["to_on"] == "2026-10-20"


def test_a_procedure_of_one_day_costs_one_day():
    found = due(LEGAL, accepted("2026-03-02"), stop("2026-03-04 09:00"), resume("2026-03-04 10:00"))
    assert found.due_on == due(LEGAL, accepted("2026-03-02")).due_on + timedelta(days=1)


def test_two_procedures_at_once_leave_a_day_out_once():
    both = (stop("2026-03-04"), stop("2026-03-05", "testing"), resume("2026-03-06"), resume("2026-03-06", "testing"))
    one = (stop("2026-03-04"), resume("2026-03-06"))
    assert due(LEGAL, accepted("2026-03-02"), *both).due_on == due(LEGAL, accepted("2026-03-02"), *one).due_on


@pytest.mark.parametrize("procedure", ["site_visit", "consult", "court", "source_down"])
def test_nothing_but_article_45_stops_the_clock_of_a_licence(procedure):
    events = (accepted("2026-03-02"), stop("2026-03-04", procedure), resume("2026-03-10", procedure))
    found = due(LEGAL, *events)
    assert found.due_on == due(LEGAL, accepted("2026-03-02")).due_on
    assert params(found, "runs_on") == {"procedure": procedure, "on": "2026-03-04"}


def test_the_notice_of_article_32_is_stopped_by_nothing():
    events = (Event("received", at("2026-03-02")), stop("2026-03-03"), resume("2026-03-05"))
    assert due(ANSWER, *events).due_on == on("2026-03-09")


def test_a_court_stops_a_limit_of_another_law_whose_pack_names_the_basis():
    events = (Event("posted", at("2026-03-02")), stop("2026-03-04", "court"), resume("2026-03-05", "court"))
    assert due(DAYS, *events).due_on == on("2026-03-11")


def test_an_extension_counts_once():
    first = Event("extend", at("2026-03-10"), value=10)
    second = Event("extend", at("2026-03-20"), value=10)
    once = due(LEGAL, accepted("2026-03-02"), first)
    assert once.due_on == on("2026-04-14")
    assert due(LEGAL, accepted("2026-03-02"), first, second) == once


def test_an_extension_is_never_longer_than_the_law_allows():
    long, most = (Event("extend", at("2026-03-10"), value=days) for days in (30, 10))
    assert due(LEGAL, accepted("2026-03-02"), long) == due(LEGAL, accepted("2026-03-02"), most)


def test_a_limit_of_another_law_offers_no_extension():
    rule = replace(LEGAL, extend=0)
    extend = Event("extend", at("2026-03-10"), value=10)
    assert due(rule, accepted("2026-03-02"), extend) == due(rule, accepted("2026-03-02"))


def test_deemed_acceptance_counts_from_the_day_of_receipt():
    silent = due(ANSWER, Event("received", at("2026-02-13")))
    assert silent.red_at == at("2026-02-28 00:00")
    backdated = due(LEGAL, Event("accepted", at("2026-02-13")))
    assert backdated.due_on == on("2026-03-19")


def test_a_second_receipt_starts_the_answer_anew():
    assert due(ANSWER, Event("received", at("2026-03-02")), Event("received", at("2026-03-12"))).due_on == on(
        "2026-03-19"
    )


def test_a_limit_without_its_start_is_not_started():
    with pytest.raises(NotStarted, match="accepted"):
        due(LEGAL, Event("received", at("2026-03-02")))


def test_a_day_in_a_year_without_a_published_list_makes_the_deadline_provisional():
    found = due(LEGAL, accepted("2026-12-25"))
    assert found.provisional
    assert params(found, "provisional") == {"years": [2027]}
    assert not due(LEGAL, accepted("2026-12-01")).provisional


def test_a_calendar_day_limit_is_provisional_only_by_its_last_day():
    assert due(DAYS, Event("posted", at("2026-12-28"))).provisional
    assert not due(DAYS, Event("posted", at("2026-12-21"))).provisional


@pytest.mark.parametrize(
    ("days", "yellow"),
    [(1, "2026-03-02 10:00"), (2, "2026-03-03 00:00"), (3, "2026-03-04 00:00"), (5, "2026-03-06 00:00")],
)
def test_the_lamp_turns_yellow_at_80_percent_or_with_one_day_left_after_today(days, yellow):
    rule = Rule("answer", days, "working_day", "行政许可法 32", "received")
    assert due(rule, Event("received", at("2026-03-02"))).yellow_at == at(yellow)


def test_the_lamp_of_twenty_days_is_yellow_from_the_sixteenth_and_red_after_the_last():
    found = due(LEGAL, accepted("2026-03-02"))
    moments = ("2026-03-23 23:59", "2026-03-24 00:00", "2026-03-30 23:59", "2026-03-31 00:00")
    assert [lamp(found, at(moment)) for moment in moments] == ["green", "yellow", "yellow", "red"]


def test_the_lamp_of_a_day_in_hours_is_yellow_after_80_percent():
    rule = Rule("road_opening", 24, "hour", "城市道路管理条例 34", "opened")
    found = due(rule, Event("opened", at("2026-03-02 10:00")))
    assert found.yellow_at == at("2026-03-03 05:12")
    assert lamp(found, found.due_at) == "yellow"


@pytest.mark.parametrize(("stopped_on", "colour"), [("2026-03-10", "green"), ("2026-03-26", "yellow")])
def test_a_clock_that_stands_still_keeps_its_colour(stopped_on, colour):
    found = due(LEGAL, accepted("2026-03-02"), stop(stopped_on))
    assert found.stands_since == at(stopped_on)
    assert found.red_at == NEVER
    assert lamp(found, at("2026-12-01")) == colour


def test_a_clock_that_stands_still_tells_the_day_expected_from_its_notice():
    found = due(LEGAL, accepted("2026-03-02"), stop("2026-03-10", until_on=on("2026-03-12")))
    assert found.due_on == on("2026-04-02")
    assert params(found, "stopped")["expected_on"] == "2026-03-12"


def test_a_stop_after_the_last_day_changes_nothing():
    late = due(LEGAL, accepted("2026-03-02"), stop("2026-04-10"))
    assert late == due(LEGAL, accepted("2026-03-02"))


def test_the_worse_of_two_lamps_is_shown():
    assert worse("green", "red", "yellow") == "red"
    assert worse("green", "yellow") == "yellow"


@pytest.mark.parametrize("bad", [{"unit": "fortnight"}, {"value": -1}, {"extend": -1}, {"value": 100_000}])
def test_a_rule_that_no_law_has_is_refused(bad):
    with pytest.raises(ValueError, match=r"unit|limit"):
        replace(LEGAL, **bad)
