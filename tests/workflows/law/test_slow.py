"""Deadlines of 1,000 random histories agree with a calculation that only walks: minute by minute, day by day."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.workflows.law.days import china
from workflows.law.clock import ARTICLE_45, Event, Rule, deadline
from workflows.law.working_days import Calendar

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MOST = {"minute": 3000, "hour": 60, "working_hour": 30, "calendar_day": 60, "working_day": 30, "month": 8, "year": 1}
STARTS = ("received", "accepted", "decided", "expert_opinion_in")
"""Events of every case, and one that a pack names."""


@st.composite
def histories(draw):
    """A rule of any unit, from any start, and what happened: up to three procedures that are over, an extension."""
    unit = draw(st.sampled_from(sorted(MOST)))
    value = draw(st.integers(1, MOST[unit]))
    rule = Rule("x", value, unit, "行政许可法 42", draw(st.sampled_from(STARTS)), draw(st.integers(0, 5)), ARTICLE_45)
    start = datetime(2025, 1, 1, tzinfo=UTC) + draw(st.integers(0, 600 * 24 * 60)) * MINUTE
    events = [Event(rule.starts, start)]
    for procedure in draw(st.lists(st.sampled_from(sorted(ARTICLE_45)), max_size=3, unique=True)):
        stop = start + draw(st.integers(-2000, 30_000)) * MINUTE
        resume = stop + draw(st.integers(0, 8000)) * MINUTE
        events += [Event("stop", stop, procedure), Event("resume", resume, procedure)]
    if draw(st.booleans()):
        events.append(Event("extend", start + MINUTE, value=draw(st.integers(1, 9))))
    return rule, draw(st.permutations(events))


def stopped(events) -> list[tuple[datetime, datetime]]:
    """From when to when each procedure ran."""
    resumed = {event.procedure: event.at for event in events if event.code == "resume"}
    return [(event.at, resumed[event.procedure]) for event in events if event.code == "stop"]


def units(rule: Rule, events) -> int:
    """The limit, with its one extension."""
    extended = [event.value for event in events if event.code == "extend"]
    return rule.value + (min(extended[0], rule.extend) if extended else 0)


def by_the_minute(calendar: Calendar, events, start: datetime, minutes: int, in_office: bool) -> datetime:
    """Walks; a minute counts while nothing stops it and, for office hours, while the office is open."""
    spans, at = stopped(events), start
    while minutes:
        local = calendar.local(at)
        is_open = not in_office or (
            calendar.is_working(local.date())
            and any(opens <= local.time() < closes for opens, closes in calendar.hours)
        )
        minutes -= is_open and not any(begins <= at < ends for begins, ends in spans)
        at += MINUTE
    return at


def by_the_day(calendar: Calendar, events, start: date, days: int, counts: Callable[[date], bool]) -> date:
    """Walks; a day counts that no procedure touches; a last day that is off moves on."""
    spans = [(calendar.local(a).date(), calendar.local(b).date()) for a, b in stopped(events)]
    spans = [(a, b) for a, b in spans if b >= start]

    def is_touched(on: date) -> bool:
        return any(a <= on <= b for a, b in spans)

    on = start
    while days:
        on += DAY
        days -= counts(on) and not is_touched(on)
    last = on
    while not calendar.is_working(on) or (on != last and is_touched(on)):
        on += DAY
    return on


def months_on(on: date, months: int) -> int:
    """How many days lie between a day and the one of the same number so many months later, else that month's last."""
    year, month = on.year + (on.month - 1 + months) // 12, (on.month - 1 + months) % 12 + 1
    for number in (on.day, 30, 29, 28):
        try:
            return (date(year, month, min(number, on.day)) - on).days
        except ValueError:
            continue
    raise AssertionError(on)


@settings(max_examples=1000, deadline=None)
@given(histories())
def test_every_deadline_is_the_one_that_walking_finds(history):
    rule, events = history
    calendar, start = china(), next(event.at for event in events if event.code == rule.starts)
    found, total, today = deadline(rule, calendar, events), units(rule, events), calendar.local(start).date()
    if rule.unit in ("minute", "hour", "working_hour"):
        minutes = total * (1 if rule.unit == "minute" else 60)
        assert found.due_at == by_the_minute(calendar, events, start, minutes, rule.unit == "working_hour")
    elif rule.unit == "working_day":
        assert found.due_on == by_the_day(calendar, events, today, total, calendar.is_working)
    else:
        days = total if rule.unit == "calendar_day" else months_on(today, total * (12 if rule.unit == "year" else 1))
        assert found.due_on == by_the_day(calendar, events, today, days, lambda _: True)
