"""Extensions, remedies, hearings and renewals keep to their articles."""

from dataclasses import replace
from uuid import UUID

import pytest

from tests.workflows.law.days import at, china, on
from workflows.law.clock import ARTICLE_45, Event, Rule
from workflows.law.extension import refusal
from workflows.law.hearing import Hearing, asked_in_time, earliest_day, faults
from workflows.law.remedies import accepted_by_silence, litigation, reconsideration
from workflows.law.renewal import is_renewed_by_silence, last_day_to_ask

LEGAL = Rule("legal", 20, "working_day", "行政许可法 42", "accepted", extend=10, stops=ARTICLE_45)
ACCEPTED = Event("accepted", at("2026-03-02"))
CHAIR, REVIEWER = UUID(int=1), UUID(int=2)
HEARING = Hearing(
    told_at=at("2026-03-02"), asked_at=at("2026-03-06"), notice_on=on("2026-03-10"), held_on=on("2026-03-18"),
    chair=CHAIR, is_public=True,
)  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "events", "when", "value", "why"),
    [
        (LEGAL, [ACCEPTED], "2026-03-20", 10, ""),
        (LEGAL, [ACCEPTED], "2026-03-30 23:59", 10, ""),
        (LEGAL, [ACCEPTED], "2026-03-31 00:00", 10, "too_late"),
        (LEGAL, [ACCEPTED], "2026-03-20", 11, "too_long"),
        (LEGAL, [ACCEPTED], "2026-03-20", 0, "too_long"),
        (LEGAL, [ACCEPTED, Event("extend", at("2026-03-10"), value=5)], "2026-03-20", 5, "extended_already"),
        (LEGAL, [], "2026-03-20", 10, "not_started"),
        (replace(LEGAL, extend=0), [ACCEPTED], "2026-03-20", 10, "not_extendable"),
    ],
)
def test_a_limit_is_extended_once_in_time_and_no_longer_than_allowed(rule, events, when, value, why):
    assert refusal(rule, china(), events, at(when), value) == why


@pytest.mark.parametrize(
    ("content", "rights", "last"),
    [
        ("2026-03-02", "2026-03-02", "2026-05-06"),  # 1 May is the sixtieth day, and off
        ("2026-01-05", "2026-07-01", "2026-08-31"),  # told late: 60 days from then, moved off a Sunday
        ("2025-03-03", "2026-02-25", "2026-03-03"),  # told very late: never later than a year
        ("2025-03-03", "2026-12-01", "2026-03-03"),
    ],
)
def test_reconsideration_is_open_sixty_days_from_knowing_the_rights_and_a_year_at_most(content, rights, last):
    assert reconsideration(china(), at(content), at(rights)).due_on == on(last)


def test_a_silent_reconsideration_body_has_accepted_as_its_five_days_end():
    assert accepted_by_silence(china(), at("2026-02-13")).due_on == on("2026-02-27")


def test_the_court_is_open_six_months_and_fifteen_days_after_reconsideration():
    assert litigation(china(), at("2026-03-02")).due_on == on("2026-09-02")
    assert litigation(china(), at("2026-03-02"), after_reconsideration=True).due_on == on("2026-03-17")


def test_seven_clear_days_lie_between_notice_and_hearing():
    assert earliest_day(on("2026-03-10")) == on("2026-03-18")
    assert list(faults(HEARING, china(), [REVIEWER])) == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"held_on": on("2026-03-17")}, "short_notice"),
        ({"held_on": on("2026-04-08")}, "too_late"),
        ({"chair": REVIEWER}, "biased_chair"),
        ({"is_public": False}, "not_public"),
        ({"is_over": True}, "no_minutes"),
    ],
)
def test_a_hearing_that_breaks_its_article_is_told(changed, code):
    assert list(faults(replace(HEARING, **changed), china(), [REVIEWER])) == [code]


@pytest.mark.parametrize(
    ("asked", "unit", "in_time"),
    [
        ("2026-03-07 23:59", "calendar_day", True),
        ("2026-03-09 23:59", "calendar_day", True),
        ("2026-03-10 00:00", "calendar_day", False),
        ("2026-03-09 23:59", "working_day", True),
        ("2026-03-10 00:00", "working_day", False),
    ],
)
def test_a_hearing_is_asked_for_within_five_days_of_the_pack_s_unit(asked, unit, in_time):
    assert asked_in_time(replace(HEARING, asked_at=at(asked)), china(), unit) == in_time


def test_renewal_is_asked_for_thirty_days_before_the_end():
    assert last_day_to_ask(on("2026-12-31"), china()) == on("2026-12-01")
    assert last_day_to_ask(on("2026-12-31"), china(), "working_day") == on("2026-11-19")


@pytest.mark.parametrize(
    ("asked", "decided", "now", "renewed"),
    [
        ("2026-12-01", None, "2027-01-01 00:00", True),
        ("2026-12-01", None, "2026-12-31 23:59", False),
        ("2026-12-02", None, "2027-01-01 00:00", False),
        (None, None, "2027-01-01 00:00", False),
        ("2026-12-01", "2026-12-30", "2027-01-01 00:00", False),
        ("2026-12-01", "2027-01-02", "2027-01-03 00:00", True),
    ],
)
def test_silence_renews_only_what_was_asked_for_in_time(asked, decided, now, renewed):
    asked_on, decided_at = asked and on(asked), decided and at(decided)
    assert is_renewed_by_silence(on("2026-12-31"), asked_on, decided_at, china(), at(now)) == renewed
