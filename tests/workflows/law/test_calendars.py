"""Calendars are lists in the database: laid over each other by division, and imported all or nothing."""

from datetime import date, time

import pytest
from django.db import IntegrityError, connection

from workflows.errors import Invalid
from workflows.law.calendars import calendar_for, import_year, lineage, seed_calendars, set_office_hours
from workflows.law.label import Label
from workflows.law.models import CalendarDay, CalendarRevision, CalendarYear, OfficeHours
from workflows.law.national import NATION, ListedDay, published

pytestmark = pytest.mark.django_db
CITY, DISTRICT, STREET = "990100", "990102", "990102001"


def listed(text: str, is_working: bool = False) -> ListedDay:
    return ListedDay(date.fromisoformat(text), is_working, Label("假日", "holiday"))


def import_2026(division: str = NATION, *days: ListedDay) -> None:
    import_year(
        division, 2026, days or published(2026), status="published", source="国务院办公厅 2025-11-04", by="test"
    )


def problems(division: str, *days: ListedDay, year: int = 2026) -> set[tuple[int, str]]:
    """Line and code of each problem of an import, which changes nothing."""
    with pytest.raises(Invalid) as refused:
        import_year(division, year, days, status="published", source="test", by="test")
    assert not CalendarDay.objects.filter(division=division).exists()
    return {(problem.row, problem.code) for problem in refused.value.problems}


def test_2026_has_248_working_days_once_the_national_list_is_imported():
    import_2026()
    calendar = calendar_for(CITY)
    days = (date.fromordinal(n) for n in range(date(2026, 1, 1).toordinal(), date(2027, 1, 1).toordinal()))
    assert sum(map(calendar.is_working, days)) == 248
    assert calendar.published == {2026}


def test_without_any_list_weekends_and_the_fixed_holidays_are_off_and_nothing_is_published():
    calendar = calendar_for(CITY)
    assert not calendar.is_working(date(2031, 10, 1))
    assert not calendar.is_working(date(2031, 6, 1))
    assert calendar.is_working(date(2031, 6, 2))
    assert calendar.published == frozenset()


def test_a_district_adds_its_own_holiday_to_the_national_list():
    import_2026()
    import_2026(DISTRICT, listed("2026-04-20"))
    assert not calendar_for(STREET).is_working(date(2026, 4, 20))
    assert calendar_for(CITY).is_working(date(2026, 4, 20))
    assert not calendar_for(STREET).is_working(date(2026, 10, 1))
    assert calendar_for(STREET).published == {2026}


def test_the_nearer_list_wins():
    import_2026()
    import_2026(DISTRICT, listed("2026-10-10"), listed("2026-10-07", is_working=True))
    assert not calendar_for(DISTRICT).is_working(date(2026, 10, 10))
    assert calendar_for(DISTRICT).is_working(date(2026, 10, 7))
    assert calendar_for(CITY).is_working(date(2026, 10, 10))


def test_an_added_holiday_alone_publishes_no_year():
    import_2026(DISTRICT, listed("2026-04-20"))
    assert calendar_for(DISTRICT).published == frozenset()


def test_divisions_nest_by_their_codes():
    assert lineage("990102001001") == ("000000", "990000", "990100", "990102", "990102001", "990102001001")
    assert lineage("990100") == ("000000", "990000", "990100")


def test_a_calendar_is_kept_until_a_list_changes_by_whatever_hand(django_assert_num_queries):
    import_2026()
    first = calendar_for(CITY)
    with django_assert_num_queries(1):
        assert calendar_for(CITY) is first
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM workflows_calendarday WHERE \"on\" = '2026-10-10'")
    assert not calendar_for(CITY).is_working(date(2026, 10, 10))


def test_a_calendar_is_found_again_after_its_revision_was_lost():
    import_2026()
    CalendarRevision.objects.all().delete()
    assert calendar_for(CITY).published == {2026}


def test_an_import_says_what_it_changed():
    import_2026()
    changed = [day for day in published(2026) if day.on != date(2026, 10, 10)]
    changed[-1] = ListedDay(date(2026, 12, 25), False, Label("假日", "holiday"))
    told = import_year(NATION, 2026, changed, status="published", source="test", by="test")
    assert told.added == (date(2026, 12, 25),)
    assert set(told.removed) == {date(2026, 10, 7), date(2026, 10, 10)}
    assert told.changed == ()


def test_a_list_may_be_imported_twice():
    import_2026()
    import_2026()
    assert CalendarYear.objects.count() == 1


@pytest.mark.parametrize(
    ("day", "problem"),
    [
        (listed("2027-01-01"), (1, "other_year")),
        (listed("2026-10-09", is_working=True), (1, "worked_anyway")),
    ],
)
def test_a_line_that_cannot_be_is_told_with_its_number(day, problem):
    assert problem in problems(CITY, day, *published(2026))


def test_a_day_listed_twice_is_told_with_its_line():
    day = listed("2026-05-01")
    assert (2, "twice") in problems(CITY, day, day)


def test_a_national_list_with_a_gap_is_refused():
    days = [day for day in published(2026) if day.on != date(2026, 10, 1)]
    assert problems(NATION, *days) == {(0, "statutory_day_missing")}


def test_an_empty_list_is_refused():
    assert (0, "empty") in problems(CITY)


def test_the_years_of_a_city_file_are_imported_and_the_guessed_one_stays_provisional():
    guessed = [{"on": f"2027-{day}", "zh": "节日", "en": "holiday"} for day in
               ("01-01", "02-05", "05-01", "05-02", "10-01", "10-02", "10-03")]  # fmt: skip
    seed_calendars([{"year": 2026, "source": "a"}, {"year": 2027, "source": "b", "days": guessed}])
    calendar = calendar_for(CITY)
    assert calendar.published == {2026}
    assert not calendar.is_working(date(2027, 2, 5))


def test_a_year_that_no_list_knows_is_refused_loudly():
    with pytest.raises(Invalid):
        seed_calendars([{"year": 2033, "source": "nobody"}])


def test_office_hours_hold_for_all_that_lies_inside():
    set_office_hours(CITY, ("08:30", "12:00", "14:00", "18:00"), ends_at_close=True)
    calendar = calendar_for(STREET)
    assert calendar.close == time(18)
    assert calendar.ends_at_close
    assert not calendar.late_counts_next_day


def test_office_hours_out_of_order_are_refused():
    with pytest.raises(IntegrityError):
        OfficeHours.objects.create(
            division=CITY, morning_from="12:00", morning_to="09:00", afternoon_from="13:00", afternoon_to="17:00"
        )
