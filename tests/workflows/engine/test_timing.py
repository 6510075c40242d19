"""Rules of timers: what may be written, and when it is due."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from tests.workflows.engine.drawing import NOW, Drive, after, boundary, draw
from workflows.engine import Failed, Unreadable
from workflows.engine.events import TimerSet
from workflows.engine.timing import due_at

BEIJING = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        ("PT90M", datetime(2026, 3, 2, 2, 30, tzinfo=UTC)),
        ("P1DT0.5S", datetime(2026, 3, 3, 1, 0, 0, 500_000, tzinfo=UTC)),
        ("P2W", datetime(2026, 3, 16, 1, 0, tzinfo=UTC)),
        ("P1Y2M", datetime(2027, 5, 2, 1, 0, tzinfo=UTC)),
        ("2026-05-01T08:00:00+08:00", datetime(2026, 5, 1, tzinfo=UTC)),
        ("2026-05-01T08:00:00Z", datetime(2026, 5, 1, 8, tzinfo=UTC)),
        ("2026-05-01", datetime(2026, 5, 1, tzinfo=UTC)),
    ],
)
def test_a_rule_is_due_at_one_moment(rule, due):
    assert due_at(rule, NOW) == due


def test_a_month_that_is_too_short_gives_its_last_day():
    assert due_at("P1M", datetime(2026, 1, 31, 9, tzinfo=BEIJING)) == datetime(2026, 2, 28, 9, tzinfo=BEIJING)


def test_a_moment_without_a_zone_is_read_where_the_timer_was_set():
    assert due_at("2026-05-01T08:00", datetime(2026, 1, 1, tzinfo=BEIJING)) == datetime(2026, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "rule", ["5 working days", "P", "PT", "soon", "", "R3/PT1H", "2026-13-01", "P999999999Y", "P99999999999D"]
)
def test_what_is_no_rule_of_the_clock_is_refused(rule):
    with pytest.raises(ValueError, match=r"."):
        due_at(rule, NOW)


def rules(definition: str, **variables) -> list[tuple[str, int | None]]:
    """Rule and repeat of each timer that a definition sets."""
    definition = f"<timerEventDefinition>{definition}</timerEventDefinition>"
    case = Drive(draw("(s > a > )e\n@late > b", boundary("late", "a", definition, interrupting=False)))
    case.start(**variables)
    return [(timer.rule, timer.repeat) for timer in case.effects(TimerSet)]


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        ("<timeDuration>5 working days</timeDuration>", ("5 working days", 0)),
        ("<timeDuration>P1M</timeDuration>", ("P1M", 0)),
        ("<timeDate>2026-05-01T08:00:00Z</timeDate>", ("2026-05-01T08:00:00Z", 0)),
        ("<timeCycle>R3/PT1H</timeCycle>", ("PT1H", 2)),
        ("<timeCycle>R/8 working hours</timeCycle>", ("8 working hours", None)),
        ("<timeCycle>R2/2026-05-01T08:00:00Z/P1D</timeCycle>", ("2026-05-01T08:00:00Z", 1)),
        ("<timeDuration>rule</timeDuration>", ("PT3H", 0)),
        ('<timeDuration>duration("P1DT2H")</timeDuration>', ("PT93600S", 0)),
        ('<timeDuration>duration("P1Y1M")</timeDuration>', ("P13M", 0)),
        ('<timeDate>date("2026-05-01")</timeDate>', ("2026-05-01", 0)),
        ('<timeDate>date and time("2026-05-01T08:00:00+08:00")</timeDate>', ("2026-05-01T08:00:00+08:00", 0)),
        ('<timeCycle>"R" + string(n) + "/P1D"</timeCycle>', ("P1D", 3)),
    ],
)
def test_a_rule_is_written_out_or_computed(definition, expected):
    assert rules(definition, rule="PT3H", n=4) == [expected]


@pytest.mark.parametrize("value", [None, 5, "soon", "2026-05-01", "P99999Y"])
def test_a_computed_rule_that_is_none_is_an_incident(value):
    with pytest.raises(Failed, match="timer_rule"):
        rules("<timeDuration>rule</timeDuration>", rule=value)


@pytest.mark.parametrize("rule", ["5 workings days ago", "P99999999999D"])
def test_a_rule_that_cannot_be_read_is_refused_or_an_incident(rule):
    with pytest.raises((Unreadable, Failed)):
        Drive(draw("(s > a", boundary("late", "a", after(rule)))).start()
