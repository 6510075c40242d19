"""Acts on a running case: extension, stops and termination, each in writing and by the right person."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ledger.models import Entry
from tests.cast import Cast
from tests.workflows.cases.filing import Filed, do_jobs, file_case
from workflows.cases.command import Command, perform
from workflows.cases.commands.extend import Extend
from workflows.cases.commands.not_accept import NotAccept
from workflows.cases.commands.request_reconsideration import RequestReconsideration
from workflows.cases.commands.resume_clock import ResumeClock
from workflows.cases.commands.stop_clock import StopClock
from workflows.cases.commands.terminate import Terminate
from workflows.cases.models import Clock, ClockMove, Event, Reconsideration, WrittenAct
from workflows.errors import Conflict, Forbidden, Invalid, NotFound
from workflows.outside.models import Job

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TESTING = "依法须检测油烟排放。"
UNTIL = date(2026, 3, 10)


@pytest.fixture
def accepted(cast: Cast) -> Filed:
    """Received and accepted on a Monday of March 2026: by law until 16 March, as promised until the 9th."""
    filed = file_case(cast, at=MONDAY)
    filed.accept(MONDAY)
    return filed


def legal(filed: Filed) -> Clock:
    return Clock.objects.get(case=filed.case, code="legal", stopped_at=None)


def due_on(filed: Filed) -> date:
    return timezone.localdate(legal(filed).due_at)


def on(day: int) -> datetime:
    return MONDAY.replace(day=day)


def stop(filed: Filed, procedure: str = "testing", until: date | None = UNTIL, day: int = 4) -> None:
    filed.by("head", StopClock(filed.case, procedure, until, TESTING), on(day))


def letters(filed: Filed) -> set[str]:
    """The documents that wait to be written for this case."""
    jobs = Job.objects.filter(kind="compose_document", payload__case=str(filed.case))
    return set(jobs.values_list("payload__document", flat=True))


@pytest.mark.law("行政许可法", 42)
def test_an_extension_moves_the_last_day_once_and_is_told_in_writing(accepted: Filed) -> None:
    assert due_on(accepted) == date(2026, 3, 16)
    accepted.by("head", Extend(accepted.case, 5, "须核对房屋权属。"), on(9))
    assert due_on(accepted) == date(2026, 3, 23)
    move = ClockMove.objects.get(clock=legal(accepted))
    assert (move.cause, timezone.localdate(move.from_due_at)) == ("extend", date(2026, 3, 16))
    assert "extension_notice" in letters(accepted)
    with pytest.raises(Forbidden) as second:
        accepted.by("head", Extend(accepted.case, 1, "再延长。"), on(10))
    assert second.value.code == "extended_already"


@pytest.mark.law("行政许可法", 42)
@pytest.mark.parametrize(("value", "reasons", "field"), [(6, "x", "value"), (0, "x", "value"), (5, " ", "reasons")])
def test_an_extension_is_no_longer_than_the_law_allows_and_says_why(
    accepted: Filed, value: int, reasons: str, field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        accepted.by("head", Extend(accepted.case, value, reasons), on(9))
    assert [problem.field for problem in refused.value.problems] == [field]
    assert due_on(accepted) == date(2026, 3, 16)


@pytest.mark.law("行政许可法", 42)
def test_after_the_last_day_nothing_is_extended_and_nothing_stops(accepted: Filed) -> None:
    with pytest.raises(Forbidden) as late:
        accepted.by("head", Extend(accepted.case, 5, "太迟。"), on(17))
    assert late.value.code == "too_late"
    with pytest.raises(Forbidden):
        stop(accepted, until=date(2026, 3, 20), day=17)


def test_before_acceptance_there_is_nothing_to_extend(filed: Filed) -> None:
    with pytest.raises(Forbidden) as early:
        filed.by("head", Extend(filed.case, 5, "x"))
    assert early.value.code == "not_started"


@pytest.mark.law("行政许可法", 45)
def test_a_procedure_of_article_45_stops_law_and_promise_until_it_is_over(accepted: Filed) -> None:
    stop(accepted)
    assert "stop_notice" in letters(accepted)
    assert {clock.lamp for clock in accepted.view().clocks if clock.stopped_at is None} == {"green"}
    with pytest.raises(Conflict) as twice:
        stop(accepted)
    assert twice.value.what == "clock_stands"
    accepted.by("head", ResumeClock(accepted.case, "testing", "检测合格。"), on(6))
    assert due_on(accepted) == date(2026, 3, 19)
    assert [move.cause for move in ClockMove.objects.filter(clock=legal(accepted))] == ["stop_clock", "resume_clock"]


@pytest.mark.law("行政许可法", 45)
@pytest.mark.parametrize("procedure", ["site_visit", "consult", "court", "source_down", "data_check"])
def test_nothing_else_stops_the_clock_of_a_licence(accepted: Filed, procedure: str) -> None:
    with pytest.raises(Forbidden) as refused:
        stop(accepted, procedure)
    assert refused.value.code == "stops_nothing"
    assert due_on(accepted) == date(2026, 3, 16)


@pytest.mark.law("行政许可法", 45)
@pytest.mark.parametrize(("until", "code"), [(None, "required"), (date(2026, 3, 3), "past_date")])
def test_the_notice_of_a_stop_says_how_long_it_takes(accepted: Filed, until: date | None, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        stop(accepted, until=until)
    assert [(problem.field, problem.code) for problem in refused.value.problems] == [("until_on", code)]


def test_what_does_not_stand_does_not_go_on(accepted: Filed) -> None:
    with pytest.raises(Conflict) as runs:
        accepted.by("head", ResumeClock(accepted.case, "testing", "x"), on(6))
    assert runs.value.what == "clock_runs"


def test_the_ledger_has_each_deadline_with_rule_events_and_reasons(accepted: Filed) -> None:
    stop(accepted)
    event = Event.objects.get(case=accepted.case, verb="stop_clock")
    body = bytes(Entry.objects.get(public_id=event.entry).canonical or b"").decode()
    assert '"clocks":[' in body
    assert '"expected_on":"2026-03-10"' in body
    assert TESTING not in body


@pytest.mark.parametrize("who", ["food", "desk", "fire", "inspector"])
def test_only_the_head_of_the_deciding_body_acts_on_the_clock(accepted: Filed, who: str) -> None:
    acts: tuple[Command, ...] = (Extend(accepted.case, 5, "x"), StopClock(accepted.case, "testing", UNTIL, "x"))
    for command in acts:
        with pytest.raises(NotFound):
            accepted.by(who, command, on(4))


def end(filed: Filed, **changes: Any) -> None:
    given = {"cause": "dissolved", "reasons": "申请人已注销。", "bases": ("《行政许可法》第七十条",)} | changes
    filed.by("head", Terminate(filed.case, **given), on(4))


def test_a_terminated_case_ends_with_reasons_law_rights_and_a_sealed_letter(accepted: Filed) -> None:
    end(accepted)
    act = WrittenAct.objects.get(case=accepted.case)
    assert (act.verb, bool(act.rights), bool(act.online)) == ("terminate", True, True)
    assert (accepted.row.state, accepted.open_elements()) == ("terminated", set())
    Job.objects.filter(kind="compose_document").exclude(payload__document="termination").delete()
    do_jobs("compose_document")
    assert [document.kind for document in accepted.view().documents] == ["termination"]
    assert accepted.view().reconsideration_until is not None


@pytest.mark.parametrize(
    ("changes", "field"), [({"reasons": ""}, "reasons"), ({"bases": ()}, "bases"), ({"cause": "tired"}, "cause")]
)
def test_no_case_is_terminated_without_cause_reasons_and_law(
    accepted: Filed, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        end(accepted, **changes)
    assert field in {problem.field for problem in refused.value.problems}
    assert accepted.row.state == "accepted"


FULL: dict[str, Any] = {
    "verb": "not_accept", "reasons": "x", "bases": ["32"], "rights": [{"zh": "复议", "en": ""}], "online": "办件页面",
}  # fmt: skip


@pytest.mark.parametrize("verb", ["not_accept", "lapse", "terminate"])
@pytest.mark.parametrize(
    "change",
    [{"reasons": " "}, {"bases": []}, {"rights": []}, {"online": ""}],
    ids=["reasons", "bases", "rights", "online"],
)
def test_the_database_itself_refuses_an_unfounded_end(filed: Filed, verb: str, change: dict[str, Any]) -> None:
    given = {"case": filed.row, "body": "amr", "person": filed.cast.person("head"), "at": MONDAY, **FULL, "verb": verb}
    with transaction.atomic():
        WrittenAct.objects.create(seq=1, **given)
    with pytest.raises(IntegrityError), transaction.atomic():
        WrittenAct.objects.create(**given | {"seq": 2} | change)


def test_nobody_unknown_acts_in_writing(filed: Filed) -> None:
    with pytest.raises(IntegrityError):
        WrittenAct.objects.create(case=filed.row, seq=1, body="amr", at=MONDAY, **FULL)


def test_a_non_acceptance_lies_in_its_row_and_in_no_job(filed: Filed) -> None:
    filed.by("desk", NotAccept(filed.task("accept"), "依法不需要取得许可。", "《行政许可法》第三十二条"))
    assert WrittenAct.objects.get(case=filed.case).bases == ["《行政许可法》第三十二条"]
    assert not [job for job in Job.objects.all() if "依法不需要" in str(job.payload)]


def test_what_is_asked_of_the_reconsideration_body_lies_in_its_row(filed: Filed) -> None:
    filed.by("desk", NotAccept(filed.task("accept"), "x", "32"))
    perform(filed.applicant, RequestReconsideration(filed.case, "请求撤销。"))
    assert Reconsideration.objects.get(case=filed.case).text == "请求撤销。"
    assert Job.objects.get(kind="send_reconsideration").payload == {"case": str(filed.case)}


@pytest.mark.parametrize("wrong", [{"text": " "}, {"asked_at": MONDAY.replace(year=2027)}], ids=["empty", "late"])
def test_the_database_itself_refuses_an_empty_or_late_reconsideration(filed: Filed, wrong: dict[str, Any]) -> None:
    given = {"case": filed.row, "text": "请求撤销。", "asked_at": MONDAY, "until_at": MONDAY}
    with pytest.raises(IntegrityError):
        Reconsideration.objects.create(**given | wrong)
