"""A new calendar moves the days that lie ahead, and no day that has passed."""

import time
from dataclasses import replace

import pytest

from tests.workflows.law.days import at, china, on
from workflows.law.clock import ARTICLE_45, Deadline, Event, Rule, deadline
from workflows.law.label import Label
from workflows.law.recompute import moved
from workflows.law.working_days import Calendar

LEGAL = Rule("legal", 20, "working_day", "行政许可法 42", "accepted", extend=10, stops=ARTICLE_45)
ACCEPTED = [Event("accepted", at("2026-12-15"))]
HOLIDAY = {on(f"2027-01-0{day}"): Label("元旦", "New Year's Day") for day in (4, 5)}


def published_2027(**more: object) -> Calendar:
    """The calendar of tests once a list for 2027 is out, with two days off more than was known."""
    calendar = china()
    return replace(calendar, off={**calendar.off, **HOLIDAY}, published=calendar.published | {2027}, **more)


def kept() -> Deadline:
    return deadline(LEGAL, china(), ACCEPTED)


def new(now: str, calendar: Calendar | None = None, rule: Rule = LEGAL) -> Deadline | None:
    found = deadline(rule, china(), ACCEPTED)
    return moved(rule, calendar or published_2027(), ACCEPTED, found.due_at, found.reasons, at(now))


def test_a_provisional_day_becomes_firm_and_moves_with_the_published_list():
    assert kept().provisional
    found = new("2026-12-20")
    assert found is not None
    assert not found.provisional
    assert (kept().due_on, found.due_on) == (on("2027-01-13"), on("2027-01-15"))


def test_a_day_that_has_passed_is_never_moved():
    assert new("2027-01-14") is None


def test_a_day_that_lies_ahead_is_never_moved_into_the_past():
    extra = {on(f"2026-12-{day}"): Label("调休", "shifted") for day in ("19", "20", "26", "27")}
    shorter = replace(china(), shifted={**china().shifted, **extra})
    assert new("2026-12-20", shorter).due_on == on("2027-01-07")
    assert new("2027-01-10", shorter) is None


def test_a_calendar_that_changes_nothing_moves_nothing():
    assert new("2026-12-20", china()) is None


def test_a_day_that_only_becomes_firm_is_told_anew():
    firm = replace(china(), published=china().published | {2027})
    assert new("2026-12-20", firm).due_on == kept().due_on


def test_hours_are_moved_by_no_calendar():
    assert new("2026-12-15", rule=Rule("road", 24, "hour", "城市道路管理条例 34", "accepted")) is None


@pytest.mark.long
def test_200_000_open_clocks_are_recomputed_in_a_minute():
    calendar, now, found = published_2027(), at("2026-12-20"), kept()
    begun = time.process_time()
    for _ in range(200_000):
        moved(LEGAL, calendar, ACCEPTED, found.due_at, found.reasons, now)
    assert time.process_time() - begun < 60
