"""The law's clocks: when each starts and stops, and that its reasons alone lead to the same day."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from workflows.cases import clocks
from workflows.cases.command import perform
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.resubmit import Resubmit
from workflows.cases.models import Clock, Task
from workflows.catalogue.publish import item_by_code
from workflows.law.clock import Event, Reason, Rule, deadline
from workflows.law.recount import recount
from workflows.law.wording import explain

pytestmark = pytest.mark.django_db
PLACE = ZoneInfo("Asia/Shanghai")
# Monday before the National Day of 2026, whose days off end on 7 October; 10 October is worked.
MONDAY = datetime(2026, 9, 28, 9, 0, tzinfo=PLACE)


def running(filed: Filed) -> set[str]:
    return set(Clock.objects.filter(case=filed.case, stopped_at=None).values_list("code", flat=True))


def test_each_step_runs_the_clocks_that_the_law_gives_it(filed: Filed) -> None:
    seen = [running(filed)]
    filed.accept()
    seen.append(running(filed))
    filed.opinions()
    filed.decide()
    seen.append(running(filed))
    filed.served()
    seen.append(running(filed))
    assert seen == [{"answer"}, {"legal", "promised"}, {"certificate"}, set()]


def test_the_correction_runs_for_the_applicant_while_the_body_waits(filed: Filed) -> None:
    filed.ask("seats")
    assert running(filed) == {"correction"}
    perform(filed.applicant, FillIn(filed.case, {"seats": "40"}))
    perform(filed.applicant, Resubmit(filed.case))
    assert running(filed) == {"answer"}


def test_a_refusal_starts_no_clock_of_a_certificate(filed: Filed) -> None:
    filed.reviewed().decide("refuse")
    assert running(filed) == set()


def test_a_site_visit_and_opinions_stop_nothing(cast: Cast) -> None:
    filed = file_case(cast, scope=["raw"])
    filed.accept()
    before = Clock.objects.get(case=filed.case, code="legal").due_at
    filed.opinions()
    filed.visit()
    assert Clock.objects.get(case=filed.case, code="legal", stopped_at=None).due_at == before


def test_every_stored_deadline_recomputes_from_its_events_and_from_its_reasons(filed: Filed) -> None:
    filed.reviewed().decide()
    calendar = clocks.calendar_of(item_by_code("food_permit"))
    rows = Clock.objects.filter(case=filed.case)
    assert {row.code for row in rows} == {"answer", "legal", "promised", "certificate"}
    for row in rows:
        events = [Event.from_json(event) for event in row.events]
        found = deadline(Rule.from_json(row.rule), calendar, events)
        assert (found.due_at, found.yellow_at, found.red_at) == (row.due_at, row.yellow_at, row.red_at)
        reasons = [Reason(reason["code"], reason["params"]) for reason in row.reasons]
        assert recount(reasons) == timezone.localdate(row.due_at)
        assert explain(reasons, "en") != explain(reasons, "zh-hans")


def test_holidays_are_not_counted_and_days_worked_in_exchange_are(cast: Cast) -> None:
    filed = file_case(cast, at=MONDAY)
    filed.accept(MONDAY)
    due = {row.code: timezone.localdate(row.due_at) for row in Clock.objects.filter(case=filed.case)}
    assert due == {"answer": date(2026, 10, 10), "promised": date(2026, 10, 10), "legal": date(2026, 10, 16)}


def test_a_limit_that_reaches_into_a_year_without_a_list_is_provisional(cast: Cast) -> None:
    filed = file_case(cast, at=datetime(2026, 12, 29, 9, 0, tzinfo=PLACE))
    assert filed.view().clocks[0].is_provisional


@pytest.mark.parametrize(("days", "lamp"), [(0, "green"), (17, "yellow"), (19, "red")])
def test_the_lamp_turns_with_time_alone(cast: Cast, days: int, lamp: str) -> None:
    filed = file_case(cast, at=MONDAY)
    filed.accept(MONDAY)
    row = Clock.objects.get(case=filed.case, code="legal")
    assert clocks.view(row, MONDAY + timedelta(days=days)).lamp == lamp


def test_a_case_past_its_limit_is_red_and_open_and_not_granted(cast: Cast) -> None:
    filed = file_case(cast, at=MONDAY)
    filed.accept(MONDAY)
    legal = filed.view().clock("legal")
    assert legal is not None
    assert (legal.lamp, filed.row.state) == ("red", "accepted")


def test_a_stopped_clock_keeps_the_colour_it_had(filed: Filed) -> None:
    filed.reviewed().decide()
    row = Clock.objects.get(case=filed.case, code="legal")
    assert clocks.view(row, row.red_at + timedelta(days=300)).lamp == "green"


def test_every_task_has_the_limit_of_its_step(filed: Filed) -> None:
    filed.accept()
    task = Task.objects.get(pk=filed.task("fire_consult"))
    step = item_by_code("food_permit").steps["fire_consult"]
    found = clocks.of_step(item_by_code("food_permit"), step, task.opened_at)
    assert found is not None
    assert (task.due_at, task.yellow_at) == (found.due_at, found.yellow_at)


def test_applied_at_one_minute_to_midnight_counts_from_the_next_day(cast: Cast) -> None:
    filed = file_case(cast, at=MONDAY.replace(hour=23, minute=59))
    assert timezone.localdate(Clock.objects.get(case=filed.case).due_at) == date(2026, 10, 10)
    assert filed.row.received_at == MONDAY.replace(hour=23, minute=59)
