"""An unanswered correction notice ends a case only where a local rule of the item says so."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from tests.workflows.cases.filing import Filed, do_jobs, file_case
from tests.workflows.cases.variants import silence_lapses
from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.lapse import Lapse
from workflows.cases.models import Clock, WrittenAct
from workflows.errors import Conflict
from workflows.outside.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(filed: Filed) -> Filed:
    """Asked to correct, in a city whose rule lets silence lapse the application."""
    silence_lapses()
    other = file_case(filed.cast)
    other.ask("seats")
    return other


def clock_of(filed: Filed) -> Clock:
    return Clock.objects.get(case=filed.case, code="correction")


def test_without_a_local_rule_the_case_waits_for_its_answer(filed: Filed) -> None:
    filed.ask("seats")
    clock = clock_of(filed)
    assert not Job.objects.filter(kind="lapse").exists()
    with pytest.raises(Conflict):
        perform(SYSTEM, Lapse(filed.case, clock.pk), at=clock.red_at + timedelta(days=99))
    assert filed.row.state == "correction_due"


def test_under_a_local_rule_silence_withdraws_it_in_writing_with_rights(asked: Filed) -> None:
    clock = clock_of(asked)
    assert Job.objects.get(kind="lapse").run_at == clock.red_at
    perform(SYSTEM, Lapse(asked.case, clock.pk), at=clock.red_at)
    act = WrittenAct.objects.get(case=asked.case)
    assert (asked.row.state, act.verb, act.person) == ("lapsed", "lapse", None)
    assert act.bases == ["《云州市政务服务办法（示例）》第十二条"]
    assert act.online
    assert Job.objects.filter(payload__document="lapse_notice").exists()


def test_the_last_day_belongs_to_the_applicant(asked: Filed) -> None:
    clock = clock_of(asked)
    with pytest.raises(Conflict):
        perform(SYSTEM, Lapse(asked.case, clock.pk), at=clock.due_at)
    assert asked.row.state == "correction_due"


def test_a_job_that_comes_before_a_day_which_a_calendar_moved_comes_again(asked: Filed) -> None:
    Job.objects.filter(kind="lapse").update(run_at=Now() - timedelta(days=1))
    assert do_jobs("lapse") == 1
    later = Job.objects.get(kind="lapse", done_at=None)
    assert later.run_at == clock_of(asked).red_at
    assert asked.row.state == "correction_due"
