"""The printed reasons of any deadline lead to the same day again, on 1,000 random histories."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.law.days import at, china
from workflows.law.clock import ARTICLE_45, Event, Reason, Rule, deadline
from workflows.law.recount import NotRecountable, recount

UNITS = {"working_day": 45, "calendar_day": 90, "month": 8, "year": 1}


@st.composite
def rules(draw):
    """A limit in days, months or years, stopped by article 45, perhaps with an extension."""
    unit = draw(st.sampled_from(sorted(UNITS)))
    value = draw(st.integers(0, UNITS[unit]))
    return Rule("legal", value, unit, "行政许可法 42", "accepted", draw(st.integers(0, 10)), ARTICLE_45)


@st.composite
def histories(draw):
    """An acceptance within the two published years, with up to four stops and an extension."""
    start = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(minutes=draw(st.integers(0, 700 * 24 * 60)))
    events = [Event("accepted", start)]
    for procedure in draw(st.lists(st.sampled_from(sorted(ARTICLE_45)), max_size=4, unique=True)):
        begins = start + timedelta(hours=draw(st.integers(-48, 60 * 24)))
        events.append(Event("stop", begins, procedure=procedure))
        if draw(st.booleans()):
            events.append(Event("resume", begins + timedelta(hours=draw(st.integers(0, 500))), procedure=procedure))
    if draw(st.booleans()):
        events.append(Event("extend", start + timedelta(days=1), value=draw(st.integers(1, 20))))
    return draw(st.permutations(events))


@settings(max_examples=1000, deadline=None)
@given(rules(), histories(), st.booleans())
def test_the_reasons_alone_lead_to_the_same_day(rule, history, late):
    found = deadline(rule, china(late_counts_next_day=late), history)
    printed = json.loads(json.dumps([{"code": r.code, "params": r.params} for r in found.reasons]))
    assert recount([Reason(**reason) for reason in printed]) == found.due_on


@settings(max_examples=200, deadline=None)
@given(rules(), histories())
def test_rule_and_events_come_back_from_json_unchanged(rule, history):
    stored = json.loads(json.dumps([rule.to_json(), [event.to_json() for event in history]]))
    assert Rule.from_json(stored[0]) == rule
    assert [Event.from_json(event) for event in stored[1]] == history


@settings(max_examples=300, deadline=None)
@given(rules(), histories())
def test_the_moments_of_a_clock_are_in_order(rule, history):
    found = deadline(rule, china(), history)
    assert found.started_at <= found.yellow_at
    assert found.started_at < found.due_at < found.red_at


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 40), histories())
def test_a_longer_limit_never_ends_earlier(days, history):
    short, long = (Rule("x", n, "working_day", "", "accepted", stops=ARTICLE_45) for n in (days, days + 1))
    assert deadline(short, china(), history).due_on < deadline(long, china(), history).due_on


def test_hours_are_not_recounted_by_days():
    rule = Rule("road", 24, "hour", "城市道路管理条例 34", "opened")
    with pytest.raises(NotRecountable, match="hour"):
        recount(deadline(rule, china(), [Event("opened", at("2026-03-02"))]).reasons)


def test_reasons_without_a_limit_are_not_recounted():
    with pytest.raises(NotRecountable):
        recount([Reason("started", {"event": "accepted", "on": date(2026, 3, 2).isoformat()})])


def test_a_limit_of_no_days_on_a_worked_sunday_that_a_procedure_touches_is_recounted():
    rule = Rule("legal", 0, "calendar_day", "行政许可法 42", "accepted", stops=ARTICLE_45)
    sunday = at("2025-01-26")
    found = deadline(rule, china(), [Event("accepted", sunday), Event("stop", sunday, procedure="appraisal")])
    assert recount(found.reasons) == found.due_on == date(2025, 1, 26)
