"""Edge cases of time: silence, limits that pass, holidays, midnight."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from tests.workflows.cases.test_calendar_import import LIST
from workflows.actor import SYSTEM
from workflows.cases.calendars import import_calendar
from workflows.cases.command import perform
from workflows.cases.commands.deem_accepted import DeemAccepted
from workflows.cases.commands.escalate import Escalate
from workflows.cases.commands.stop_clock import StopClock
from workflows.cases.models import Clock, ClockMove
from workflows.errors import Forbidden
from workflows.law.lists import read_list
from workflows.people.models import Notice

pytestmark = pytest.mark.django_db
PLACE = ZoneInfo("Asia/Shanghai")
YEARS_END = datetime(2026, 12, 29, 9, 0, tzinfo=PLACE)


def clock(filed: Filed, code: str) -> Clock:
    return Clock.objects.get(case=filed.case, code=code, stopped_at=None)


@pytest.mark.law("行政许可法", 32)
def test_silence_on_day_five_is_deemed_acceptance_as_of_receipt(cast: Cast) -> None:
    """Received on Friday 2026-02-13, before the Spring Festival, day five is Friday the 27th."""
    friday = datetime(2026, 2, 13, 10, 0, tzinfo=PLACE)
    filed = file_case(cast, at=friday)
    answer = clock(filed, "answer")
    assert timezone.localdate(answer.due_at) == date(2026, 2, 27)
    perform(SYSTEM, DeemAccepted(filed.case, answer.pk), at=answer.red_at)
    assert (filed.row.accepted_at, clock(filed, "legal").started_at) == (friday, friday)


@pytest.mark.law("行政许可法", 42)
@pytest.mark.law("行政复议法", 11)
def test_a_decision_limit_that_passed_is_red_and_escalated_and_not_a_grant(cast: Cast) -> None:
    """The head is told, the applicant learns of the right to reconsideration, and the case stays open."""
    monday = datetime(2026, 3, 2, 10, 0, tzinfo=PLACE)
    filed = file_case(cast, at=monday)
    filed.accept(monday)
    legal = clock(filed, "legal")
    perform(SYSTEM, Escalate(filed.case, legal.pk), at=legal.red_at)
    assert (filed.row.state, filed.view().decision) == ("accepted", None)
    assert Notice.objects.filter(code="limit_passed", person=cast.person("head")).exists()
    assert Notice.objects.filter(code="late", person=filed.applicant.person).exists()


@pytest.mark.law("行政许可法", 82)
def test_a_holiday_list_moves_days_that_lie_ahead_and_logs_old_and_new(cast: Cast) -> None:
    """Open clocks are counted anew; what has passed stays; who was promised another day is told."""
    filed = file_case(cast, at=YEARS_END)
    filed.accept(YEARS_END)
    before = clock(filed, "promised").due_at
    import_calendar(cast.clerk("supervisor"), "000000", 2027, read_list(LIST), "国务院办公厅")
    move = ClockMove.objects.get(clock=clock(filed, "promised"))
    assert (move.from_due_at, move.to_due_at) == (before, clock(filed, "promised").due_at)
    assert Notice.objects.filter(code="day_moved").exists()


@pytest.mark.law("行政许可法", 82)
def test_without_a_list_for_next_year_the_day_is_provisional_until_it_is_imported(cast: Cast) -> None:
    """Counted by the days that the law fixes, and shown as provisional."""
    filed = file_case(cast, at=YEARS_END)
    assert clock(filed, "answer").is_provisional
    import_calendar(cast.clerk("supervisor"), "000000", 2027, read_list(LIST), "国务院办公厅")
    assert not clock(filed, "answer").is_provisional


@pytest.mark.law("民法典", 201)
@pytest.mark.law("民法典", 203)
def test_applied_at_23_59_has_its_true_time_and_counts_from_the_next_day(cast: Cast) -> None:
    """The receipt says when it came; the day itself is not counted, and the last one ends at 24:00."""
    late = datetime(2026, 3, 2, 23, 59, tzinfo=PLACE)
    filed = file_case(cast, at=late)
    assert filed.row.received_at == late
    assert clock(filed, "answer").due_at == datetime(2026, 3, 9, 23, 59, 59, 999999, tzinfo=PLACE)


@pytest.mark.law("行政许可法", 45)
@pytest.mark.parametrize("procedure", ["source_down", "court", "consult", "site_visit"])
def test_a_source_that_is_down_a_court_or_a_visit_never_stops_the_clock_of_a_licence(
    filed: Filed, procedure: str
) -> None:
    """It is not the citizen's fault; the clock runs on, and the lamp shows it."""
    filed.accept()
    with pytest.raises(Forbidden):
        filed.by("head", StopClock(filed.case, procedure, date(2030, 1, 1), "x"))
    assert filed.row.state == "accepted"
