"""The answer to an application: accepted, to be corrected once, not accepted, or accepted by silence."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, attach, do_jobs, file_case
from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.ask_correction import AskCorrection
from workflows.cases.commands.deem_accepted import DeemAccepted
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.not_accept import NotAccept
from workflows.cases.commands.remove_paper import RemovePaper
from workflows.cases.commands.resubmit import Resubmit
from workflows.cases.models import Clock, Event, Paper, Submission
from workflows.errors import Conflict, Forbidden, Invalid
from workflows.outside.models import Job

pytestmark = pytest.mark.django_db
FRIDAY = datetime(2026, 2, 13, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
"""Before the Spring Festival of 2026: the fifth working day after it is Friday, 27 February."""
LAST_DAY = datetime(2026, 2, 27, 23, 59, tzinfo=ZoneInfo("Asia/Shanghai"))
TOO_LATE = datetime(2026, 2, 28, 0, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def long_ago(cast: Cast) -> Filed:
    """Handed in on that Friday, and not answered."""
    return file_case(cast, at=FRIDAY)


def answer(filed: Filed, at: datetime | None = None, **values: str) -> None:
    """The applicant corrects and hands in again."""
    perform(filed.applicant, FillIn(filed.case, values))
    perform(filed.applicant, Resubmit(filed.case), at=at)


def silence(filed: Filed, at: datetime) -> None:
    """The system looks at the clock."""
    perform(SYSTEM, DeemAccepted(filed.case, Clock.objects.get(case=filed.case, code="answer").pk), at=at)


def test_accepting_names_who_and_when_and_tells_the_applicant(filed: Filed) -> None:
    result = filed.accept()
    event = filed.view().events[-1]
    assert (result.state, event.person, event.params["outcome"]) == ("accepted", "沈知夏", "accept")
    assert filed.row.accepted_at == event.at
    assert Job.objects.filter(kind="compose_document", payload__document="acceptance_notice").exists()


def test_a_second_clerk_is_told_who_accepted_and_when(filed: Filed) -> None:
    filed.accept()
    with pytest.raises(Conflict) as late:
        filed.by("desk2", Accept(filed.task("accept")))
    assert (late.value.what, late.value.who, late.value.when) == ("task_done", "沈知夏", filed.row.accepted_at)


@pytest.mark.law("行政许可法", 32)
def test_a_correction_is_asked_for_once_and_never_again(filed: Filed) -> None:
    filed.ask("seats")
    answer(filed, seats="40")
    with pytest.raises(Forbidden) as refused:
        filed.ask("shop_name")
    assert refused.value.code == "corrected_once"


@pytest.mark.law("行政许可法", 31)
def test_a_correction_asks_only_for_what_the_guide_asks(filed: Filed) -> None:
    for code, kind in (("tax_record", "field"), ("hygiene_map", "paper"), ("seats", "paper")):
        with pytest.raises(Invalid) as refused:
            filed.ask(code, kind=kind)
        assert refused.value.problems[0].code == "not_in_guide"


@pytest.mark.parametrize("why", ["", "  "])
def test_a_correction_says_why_at_every_point(filed: Filed, why: str) -> None:
    from workflows.cases.commands.ask_correction import Point

    with pytest.raises(Invalid) as refused:
        filed.by("desk", AskCorrection(filed.task("accept"), (Point("field", "seats", why),)))
    assert refused.value.problems[0].code == "why_required"


def test_a_correction_without_a_point_is_none(filed: Filed) -> None:
    with pytest.raises(Invalid):
        filed.ask()
    assert filed.row.state == "received"


def test_only_the_points_of_the_notice_are_open(filed: Filed) -> None:
    filed.ask("seats")
    seen = {field.field.code for field in filed.view().fields if field.is_open}
    assert seen == {"seats"}
    with pytest.raises(Forbidden) as refused:
        answer(filed, shop_name="别的面馆")
    assert refused.value.code == "not_asked"
    assert refused.value.params["fields"] == ["shop_name"]


def test_a_paper_that_is_asked_for_again_may_be_replaced_and_no_other(filed: Filed) -> None:
    filed.ask("lease", kind="paper")
    lease, card = (Paper.objects.get(case=filed.case, slot=slot).pk for slot in ("lease", "id_card"))
    perform(filed.applicant, RemovePaper(filed.case, lease))
    attach(filed.applicant, filed.case, "lease", 120)
    with pytest.raises(Forbidden):
        perform(filed.applicant, RemovePaper(filed.case, card))


def test_an_answer_must_be_whole_too(filed: Filed) -> None:
    filed.ask("seats")
    with pytest.raises(Invalid):
        answer(filed, seats="")
    assert filed.row.state == "correction_due"


def test_the_answer_is_a_new_submission_beside_the_first(filed: Filed) -> None:
    number, first = filed.row.number, Submission.objects.get(case=filed.case)
    filed.ask("seats")
    answer(filed, seats="40")
    second = Submission.objects.get(case=filed.case, seq=2)
    assert (first.values["seats"], second.values["seats"]) == (32, 40)
    assert (filed.row.number, filed.row.state) == (number, "received")
    assert filed.open_elements() == {"accept"}


@pytest.mark.law("行政许可法", 32)
def test_a_full_answer_is_accepted_from_the_day_it_came(long_ago: Filed) -> None:
    long_ago.ask("seats", at=FRIDAY + timedelta(hours=1))
    came = FRIDAY + timedelta(hours=3)
    answer(long_ago, came, seats="40")
    long_ago.accept(came + timedelta(days=12))
    assert (long_ago.row.received_at, long_ago.row.accepted_at) == (came, came)


@pytest.mark.law("行政许可法", 32)
def test_not_accepting_needs_reasons_and_law(filed: Filed) -> None:
    with pytest.raises(Invalid) as refused:
        filed.by("desk", NotAccept(filed.task("accept"), " ", ""))
    assert {problem.field for problem in refused.value.problems} == {"reasons", "basis"}
    assert filed.row.state == "received"


def test_not_accepting_ends_the_case_with_a_sealed_letter(filed: Filed) -> None:
    filed.by("desk", NotAccept(filed.task("accept"), "依法不需要取得许可。", "《行政许可法》32"))
    do_jobs("compose_document")
    view = filed.view()
    assert view.state == "not_accepted"
    assert "non_acceptance" in {document.kind for document in view.documents}
    assert filed.open_elements() == set()
    assert not [clock for clock in view.clocks if clock.stopped_at is None]


@pytest.mark.law("行政许可法", 32)
def test_silence_accepts_as_of_receipt(long_ago: Filed) -> None:
    silence(long_ago, TOO_LATE)
    view = long_ago.view()
    assert (view.state, view.accepted_at, view.is_deemed_accepted) == ("accepted", FRIDAY, True)
    assert {view.clock(code).started_at for code in ("legal", "promised")} == {FRIDAY}  # type: ignore[union-attr]
    assert view.events[-1].params["deemed"] is True
    assert long_ago.open_elements() == {"food_review", "fire_consult", "city_consult"}


@pytest.mark.law("行政许可法", 32)
def test_the_fifth_day_belongs_to_the_body_until_midnight(long_ago: Filed) -> None:
    with pytest.raises(Conflict) as early:
        silence(long_ago, LAST_DAY)
    assert early.value.what == "answered"
    long_ago.accept(LAST_DAY)
    assert long_ago.row.accepted_at == LAST_DAY
    with pytest.raises(Conflict):
        silence(long_ago, TOO_LATE)
    assert not long_ago.row.is_deemed_accepted


@pytest.mark.parametrize("what", ["ask", "not_accept"])
def test_after_the_fifth_day_the_body_can_no_longer_turn_it_down(long_ago: Filed, what: str) -> None:
    command = NotAccept(long_ago.task("accept"), "材料不全。", "《行政许可法》32")
    with pytest.raises(Conflict) as late:
        long_ago.ask("seats", at=TOO_LATE) if what == "ask" else long_ago.by("desk", command, TOO_LATE)
    assert late.value.what == "state_accepted"
    assert late.value.when is not None
    assert long_ago.row.state == "received"


def test_accepting_late_changes_nothing_that_silence_has_done(long_ago: Filed) -> None:
    long_ago.accept(TOO_LATE + timedelta(days=3))
    assert (long_ago.row.accepted_at, long_ago.row.is_deemed_accepted) == (FRIDAY, True)


def test_the_job_that_watches_is_due_when_the_last_day_is_over_and_does_it_once(filed: Filed) -> None:
    job, clock = Job.objects.get(kind="deem_accepted"), Clock.objects.get(case=filed.case, code="answer")
    assert job.run_at == clock.red_at
    assert do_jobs("deem_accepted") == 0
    past = filed.row.received_at - timedelta(days=20)  # type: ignore[operator]
    Clock.objects.filter(pk=clock.pk).update(red_at=past)
    Job.objects.filter(pk=job.pk).update(run_at=past)
    assert do_jobs("deem_accepted") == 1
    assert filed.row.is_deemed_accepted
    assert Event.objects.filter(case=filed.case, verb="deem_accepted").count() == 1


def test_the_job_of_a_case_that_was_answered_in_time_does_nothing(filed: Filed) -> None:
    filed.accept()
    Job.objects.filter(kind="deem_accepted").update(run_at=filed.row.created_at - timedelta(days=1))
    assert do_jobs("deem_accepted") == 1
    assert not filed.row.is_deemed_accepted


def test_a_correction_starts_the_five_days_anew_with_the_answer(long_ago: Filed) -> None:
    long_ago.ask("seats", at=FRIDAY + timedelta(hours=1))
    came = datetime(2026, 3, 2, 9, 0, tzinfo=FRIDAY.tzinfo)
    answer(long_ago, came, seats="40")
    answers = Clock.objects.filter(case=long_ago.case, code="answer").order_by("pk")
    assert [clock.stopped_at is None for clock in answers] == [False, True]
    assert answers[1].started_at == came
    assert Job.objects.filter(kind="deem_accepted", payload__case=str(long_ago.case)).count() == 2
