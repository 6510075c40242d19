"""Reconsideration can be asked for on the page of the case: once, in time, and only against what went wrong for one."""

from datetime import datetime, timedelta

import pytest
from django.core import mail

from tests.workflows.cases.filing import Filed, do_jobs
from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.deliver import Deliver
from workflows.cases.commands.not_accept import NotAccept
from workflows.cases.commands.request_reconsideration import RequestReconsideration
from workflows.cases.models import Event
from workflows.errors import Conflict, Forbidden, Invalid
from workflows.outside.models import Job
from workflows.people.models import Notice

pytestmark = pytest.mark.django_db
TEXT = "操作间面积已经符合要求，请求撤销不予许可决定。"


@pytest.fixture
def refused(filed: Filed) -> Filed:
    """Refused, and the letter delivered."""
    filed.reviewed().decide("refuse")
    perform(SYSTEM, Deliver(filed.case))
    return filed


def ask(filed: Filed, text: str = TEXT, after_days: int = 1) -> None:
    at: datetime = filed.row.finished_at + timedelta(days=after_days)  # type: ignore[operator]
    perform(filed.applicant, RequestReconsideration(filed.case, text), at=at)


def test_a_request_is_recorded_by_its_digest_and_changes_nothing_in_the_case(refused: Filed) -> None:
    ask(refused)
    event = Event.objects.get(case=refused.case, verb="request_reconsideration")
    assert set(event.params) == {"text_sha256"}
    assert event.entry is not None
    assert refused.row.state == "finished"
    assert Notice.objects.filter(case=refused.case, code="reconsideration_requested").count() == 1


def test_a_request_goes_to_the_reconsideration_body_by_mail(refused: Filed) -> None:
    ask(refused)
    assert do_jobs("send_reconsideration") == 1
    (sent,) = [one for one in mail.outbox if "行政复议申请" in one.subject]
    assert TEXT in sent.body
    assert "云州市云东区人民政府" in sent.body
    assert sent.extra_headers["Message-ID"] == f"<reconsideration-{refused.case}@onedoor.invalid>"


def test_a_second_request_hears_when_the_first_was_made(refused: Filed) -> None:
    ask(refused)
    with pytest.raises(Conflict) as conflict:
        ask(refused, after_days=2)
    assert (conflict.value.what, conflict.value.who) == ("reconsideration_requested", "罗建业")
    assert Job.objects.filter(kind="send_reconsideration").count() == 1


def test_after_sixty_days_it_is_too_late(refused: Filed) -> None:
    with pytest.raises(Forbidden):
        ask(refused, after_days=70)
    ask(refused, after_days=59)


@pytest.mark.parametrize(("text", "code"), [("  \n", "required"), ("复" * 5001, "too_long")])
def test_a_request_needs_its_reasons_and_no_book(refused: Filed, text: str, code: str) -> None:
    with pytest.raises(Invalid) as invalid:
        ask(refused, text)
    assert [(problem.field, problem.code) for problem in invalid.value.problems] == [("text", code)]


def test_an_application_that_is_not_accepted_can_be_reconsidered_too(filed: Filed) -> None:
    filed.by("desk", NotAccept(filed.task("accept"), "无须许可。", "《行政许可法》第32条"))
    ask(filed)
    assert filed.view().reconsideration_until is not None


@pytest.mark.parametrize("is_granted", [False, True])
def test_nothing_can_be_reconsidered_that_went_against_nobody(filed: Filed, is_granted: bool) -> None:
    if is_granted:
        filed.reviewed().decide("grant")
    with pytest.raises(Conflict):
        perform(filed.applicant, RequestReconsideration(filed.case, TEXT))
    assert filed.view().reconsideration_until is None
