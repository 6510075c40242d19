"""A clerk's import of a list: what it would change is shown first, open clocks move, passed days never do."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from ledger.models import Entry
from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from workflows.cases.calendars import import_calendar, preview_calendar
from workflows.cases.models import Clock, ClockMove
from workflows.errors import Forbidden, Invalid
from workflows.law.lists import read_list
from workflows.people.models import Notice

pytestmark = pytest.mark.django_db
PLACE = ZoneInfo("Asia/Shanghai")
FIXED = ["01-01", "05-01", "05-02", "10-01", "10-02", "10-03"]
LIST = "\n".join(f"2027-{day},off,放假,holiday" for day in (*FIXED, "01-04", "01-05")) + "\n2027-01-09,work,上班,worked"


@pytest.fixture
def filed(cast: Cast) -> Filed:
    """Accepted in the last days of 2026: both limits reach into a year without a list."""
    filed = file_case(cast, at=datetime(2026, 12, 29, 9, 0, tzinfo=PLACE))
    filed.accept(datetime(2026, 12, 29, 9, 0, tzinfo=PLACE))
    return filed


def due(filed: Filed) -> dict[str, date]:
    rows = Clock.objects.filter(case=filed.case, stopped_at=None)
    return {row.code: timezone.localdate(row.due_at) for row in rows}


def do(filed: Filed, text: str = LIST) -> int:
    keeper = filed.cast.clerk("supervisor")
    return import_calendar(keeper, "000000", 2027, read_list(text), "国务院办公厅 2026-11-20").moved


def test_open_clocks_are_counted_anew_with_old_and_new_day_on_record(filed: Filed) -> None:
    before = due(filed)
    assert do(filed) == 2
    after = due(filed)
    assert after["promised"] > before["promised"]
    assert not Clock.objects.filter(case=filed.case, stopped_at=None, is_provisional=True).exists()
    moves = ClockMove.objects.filter(clock__case=filed.case)
    assert {move.cause for move in moves} == {"calendar 000000 2027"}
    assert {timezone.localdate(move.from_due_at) for move in moves} == set(before.values())


def test_who_was_promised_another_day_is_told(filed: Filed) -> None:
    do(filed)
    assert Notice.objects.get(code="day_moved").person_id == filed.applicant.person


def test_the_list_itself_is_recorded(filed: Filed) -> None:
    do(filed)
    body = bytes(Entry.objects.get(verb="import_calendar").canonical or b"").decode()
    assert '["2027-01-09",true]' in body


def test_a_preview_says_what_would_move_and_keeps_nothing(filed: Filed) -> None:
    before = due(filed)
    change = preview_calendar(filed.cast.clerk("supervisor"), "000000", 2027, read_list(LIST))
    assert (change.moved, len(change.shown)) == (2, 2)
    assert change.shown[0][0] == filed.row.number
    assert due(filed) == before
    assert not ClockMove.objects.exists()
    assert not Entry.objects.filter(verb="import_calendar").exists()


def test_a_day_that_has_passed_never_moves(cast: Cast) -> None:
    late = file_case(cast, at=datetime(2026, 9, 28, 9, 0, tzinfo=PLACE))
    before = due(late)
    text = "\n".join(f"2026-{day},off,放假,holiday" for day in (*FIXED, "09-29"))
    import_calendar(cast.clerk("supervisor"), "000000", 2026, read_list(text), "更正")
    assert due(late) == before


def test_a_list_with_a_gap_is_told_and_changes_nothing(filed: Filed) -> None:
    with pytest.raises(Invalid) as gap:
        do(filed, "2027-01-01,off,元旦,New Year's Day")
    assert {problem.code for problem in gap.value.problems} == {"statutory_day_missing"}
    assert {problem.params["on"] for problem in gap.value.problems} == {f"2027-{day}" for day in FIXED[1:]}


@pytest.mark.parametrize("who", ["desk", "head", "fire"])
def test_only_who_keeps_the_calendar_imports_a_list(filed: Filed, who: str) -> None:
    with pytest.raises(Forbidden):
        import_calendar(filed.cast.clerk(who), "000000", 2027, read_list(LIST), "x")


def test_a_list_of_another_city_is_not_ours_to_keep(filed: Filed) -> None:
    with pytest.raises(Forbidden):
        preview_calendar(filed.cast.clerk("supervisor"), "110000", 2027, read_list(LIST))


ICS = """BEGIN:VCALENDAR
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270101
DTEND;VALUE=DATE:20270104
SUMMARY:元旦（休）
END:VEVENT
BEGIN:VEVENT
DTSTART;VALUE=DATE:20270109
SUMMARY:元旦（班）
END:VEVENT
END:VCALENDAR"""


def test_an_icalendar_file_is_read_as_stretches_of_days() -> None:
    days = read_list(ICS)
    assert [(day.on.isoformat(), day.is_working) for day in days] == [
        ("2027-01-01", False), ("2027-01-02", False), ("2027-01-03", False), ("2027-01-09", True),
    ]  # fmt: skip
    assert {day.note.zh for day in days} == {"元旦"}


@pytest.mark.parametrize("line", ["2027-13-01,off", "tomorrow,off", "2027-01-01,perhaps", "2027-01-01"])
def test_a_line_that_cannot_be_read_is_told_with_its_number(line: str) -> None:
    with pytest.raises(Invalid) as wrong:
        read_list(f"2027-01-01,off\n{line}")
    assert [(problem.code, problem.row) for problem in wrong.value.problems] == [("unreadable_line", 2)]
