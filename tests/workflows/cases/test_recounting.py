"""Every deadline of a case can be counted again from its ledger entries alone."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.workflows.cases.filing import Filed
from workflows.cases.commands.extend import Extend
from workflows.cases.commands.resume_clock import ResumeClock
from workflows.cases.commands.stop_clock import StopClock
from workflows.cases.models import Clock
from workflows.cases.recounting import recounted

pytestmark = pytest.mark.django_db


@pytest.fixture
def moved(filed: Filed) -> Filed:
    """Accepted, stopped, resumed and extended."""
    filed.accept()
    filed.by("head", StopClock(filed.case, "testing", timezone.localdate() + timedelta(days=3), "依法检测。"))
    filed.by("head", ResumeClock(filed.case, "testing", "合格。"))
    filed.by("head", Extend(filed.case, 3, "材料较多。"))
    return filed


def test_the_entries_lead_to_every_day_that_was_told(moved: Filed) -> None:
    rows = recounted(moved.case)
    assert [row.verb for row in rows if row.code == "legal"] == ["accept", "stop_clock", "resume_clock", "extend"]
    assert all(row.found_on == row.told_on for row in rows)
    last = [row for row in rows if row.code == "legal"][-1]
    assert last.told_on == timezone.localdate(Clock.objects.get(case=moved.case, code="legal").due_at)


def test_clocks_that_were_tampered_with_change_nothing_of_it(moved: Filed) -> None:
    before = recounted(moved.case)
    Clock.objects.filter(case=moved.case).update(due_at=timezone.now() + timedelta(days=900), reasons=[])
    assert recounted(moved.case) == before
    assert before[0].told_on > date(2020, 1, 1)


def test_the_command_prints_each_deadline_and_knows_no_foreign_number(moved: Filed) -> None:
    said = StringIO()
    call_command("recount_clocks", moved.row.number, stdout=said)
    assert said.getvalue().count("agrees") == len(recounted(moved.case))
    with pytest.raises(CommandError):
        call_command("recount_clocks", "none")
