"""Working days: OneDoor's own functions, on a calendar with a holiday and the Saturday worked for it."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.workflows.engine.feel.evaluate import feel


class Week:
    """Monday to Friday, but for one holiday and one Saturday that is worked."""

    def is_working(self, day: date, /) -> bool:
        if day == date(2026, 10, 1):
            return False
        return day.weekday() < 5 or day == date(2026, 10, 10)


def test_a_term_of_working_days_skips_the_holiday_and_counts_the_worked_saturday():
    assert feel('add working days(date("2026-09-30"), 1)', calendar=Week()) == date(2026, 10, 2)
    assert feel('add working days(date("2026-10-09"), 1)', calendar=Week()) == date(2026, 10, 10)
    assert feel('working days between(date("2026-09-30"), date("2026-10-10"))', calendar=Week()) == 7


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(0, 200))
def test_counting_leads_back_to_the_number_that_was_added(start, count):
    scope = {"start": start, "n": count}
    assert feel("working days between(start, add working days(start, n)) = n", scope, Week()) is True


@given(st.dates(date(2026, 1, 1), date(2026, 12, 31)), st.integers(1, 60))
def test_going_back_ends_on_a_working_day_before(start, count):
    day = feel("add working days(start, -n)", {"start": start, "n": count}, Week())
    assert day < start
    assert Week().is_working(day)
    assert start - day >= timedelta(days=count)


def test_without_a_calendar_nothing_is_guessed():
    assert feel('add working days(date("2026-09-30"), 1)') is None


def test_a_term_of_centuries_is_refused_at_once():
    assert feel('add working days(date("2026-09-30"), 1000000)', calendar=Week()) is None
