"""Suspending, reminding and supervising: a route that holds still, and departments that must answer."""

from datetime import timedelta

import pytest
from django.db.models import Q
from django.utils import timezone

from tests.workflows.cases.filing import Filed, do_jobs
from tests.workflows.cases.panel import file_panel
from workflows.actor import SYSTEM
from workflows.cases.command import Command, perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.answer_supervision import AnswerSupervision
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.deem_accepted import DeemAccepted
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.remind import Remind
from workflows.cases.commands.resume import Resume
from workflows.cases.commands.send_back import SendBack
from workflows.cases.commands.supervise import Supervise
from workflows.cases.commands.suspend import Suspend
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.models import Clock, Supervision, Task
from workflows.cases.queries.actions import case_actions, task_actions
from workflows.cases.queries.oversight import overseen_case, overseen_cases
from workflows.errors import Conflict, Forbidden, Invalid, NotFound, Refusal
from workflows.outside.models import Job
from workflows.people.models import Appointment, Notice

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def refusal(filed: Filed, by: str, command: Command, after: timedelta = timedelta()) -> Refusal:
    with pytest.raises(Refusal) as refused:
        filed.by(by, command, timezone.now() + after)
    return refused.value


def suspended(filed: Filed) -> Filed:
    filed.accept()
    filed.by("steward", Suspend(filed.case, "核对事项口径。"))
    return filed


def test_while_it_holds_still_nobody_finishes_anything(filed: Filed) -> None:
    suspended(filed)
    for by, command in (
        ("fire", GiveOpinion(filed.task("fire_consult"), "agree")),
        ("fire", SendBack(filed.task("fire_consult"), "accept", "理由")),
        ("steward", Suspend(filed.case, "再次。")),
    ):
        refused = refusal(filed, by, command)
        assert isinstance(refused, Conflict)
        assert (refused.what, refused.who) == ("suspended", "何以宁")
    filed.by("fire", Claim(filed.task("fire_consult")))


def test_the_clocks_of_the_law_run_on_and_the_applicant_is_told(filed: Filed) -> None:
    filed.accept()
    before = list(Clock.objects.order_by("pk").values_list())
    filed.by("steward", Suspend(filed.case, "核对事项口径。"))
    assert list(Clock.objects.order_by("pk").values_list()) == before
    told = Notice.objects.filter(case=filed.case, code="suspended").values_list("person", flat=True)
    assert list(told) == [filed.applicant.person]


def test_silence_accepts_a_case_that_holds_still(filed: Filed) -> None:
    filed.by("steward", Suspend(filed.case, "系统切换。"))
    clock = Clock.objects.get(case=filed.case, code="answer")
    Clock.objects.filter(pk=clock.pk).update(red_at=clock.started_at - timedelta(days=1))
    perform(SYSTEM, DeemAccepted(filed.case, clock.pk))
    assert filed.row.state == "accepted"
    assert isinstance(refusal(filed, "fire", GiveOpinion(filed.task("fire_consult"), "agree")), Conflict)


def test_resumed_it_goes_on(filed: Filed) -> None:
    suspended(filed).by("steward", Resume(filed.case))
    filed.opinions()
    assert filed.open_elements() == {"decide"}
    assert isinstance(refusal(filed, "steward", Resume(filed.case)), Forbidden)


def test_a_timer_that_ran_out_meanwhile_fires_when_it_goes_on_and_once(filed: Filed) -> None:
    panel = file_panel(filed.cast)
    panel.accept()
    panel.by("steward", Suspend(panel.case, "系统切换。"))
    Job.objects.filter(kind="fire_timer", payload__case=str(panel.case)).update(
        run_at=timezone.now() - timedelta(days=1)
    )
    assert do_jobs("fire_timer") == 1
    assert panel.open_elements() == {"food_review", "fire_consult"}
    panel.by("steward", Resume(panel.case))
    assert do_jobs("fire_timer") == 1
    assert panel.open_elements() == {"food_review", "city_consult"}
    assert do_jobs("fire_timer") == 0


def test_the_applicant_may_withdraw_what_holds_still(filed: Filed) -> None:
    suspended(filed)
    assert perform(filed.applicant, Withdraw(filed.case)).state == "withdrawn"
    assert filed.row.suspended_at is None


def test_whoever_could_do_it_is_reminded_and_the_desk_shows_it(filed: Filed) -> None:
    filed.accept()
    filed.by("fire", Claim(filed.task("fire_consult")))
    perform(filed.applicant, Remind(filed.case))
    told = set(Notice.objects.filter(case=filed.case, code="reminded").values_list("person_id", flat=True))
    posts = Q(body="amr", role="food_reviewer") | Q(body="cgj", role="city_officer")
    holders = set(Appointment.objects.filter(posts).values_list("person_id", flat=True))
    assert told == holders | {filed.cast.person("fire")}
    assert Task.objects.get(pk=filed.task("fire_consult")).reminders == 1


def test_an_applicant_reminds_once_a_day_and_a_supervisor_once_an_hour(filed: Filed) -> None:
    perform(filed.applicant, Remind(filed.case))
    with pytest.raises(Conflict, match="reminded"):
        perform(filed.applicant, Remind(filed.case), at=timezone.now() + timedelta(hours=23))
    filed.by("supervisor", Remind(filed.case))
    assert isinstance(refusal(filed, "supervisor", Remind(filed.case), timedelta(minutes=50)), Conflict)
    filed.by("supervisor", Remind(filed.case), timezone.now() + timedelta(hours=2))
    perform(filed.applicant, Remind(filed.case), at=timezone.now() + timedelta(hours=25))


def test_nobody_is_reminded_where_the_applicant_has_the_turn(filed: Filed) -> None:
    filed.ask("seats")
    with pytest.raises(Forbidden, match="not_offered"):
        perform(filed.applicant, Remind(filed.case))


def test_an_order_stands_on_the_desk_until_it_is_answered_in_words(filed: Filed) -> None:
    filed.accept()
    task = filed.task("fire_consult")
    filed.by("supervisor", Supervise(task, TODAY, "请说明进度。"))
    refused = refusal(filed, "supervisor", Supervise(task, TODAY, "再次。"))
    assert isinstance(refused, Conflict)
    assert refused.who == "叶知秋"
    filed.by("fire", GiveOpinion(task, "agree"))
    assert isinstance(refusal(filed, "fire", AnswerSupervision(task, "  ")), Invalid)
    filed.by("fire", AnswerSupervision(task, "已办结。"))
    assert Supervision.objects.get().answered_by_id == filed.cast.person("fire")
    assert Notice.objects.filter(code="supervision_answered", person__name="叶知秋").exists()
    assert isinstance(refusal(filed, "fire", AnswerSupervision(task, "再答。")), Forbidden)


@pytest.mark.parametrize("wrong", ["no day", "a day that has passed", "nothing asked"])
def test_an_order_says_what_is_asked_and_by_when(filed: Filed, wrong: str) -> None:
    due = {"no day": None, "a day that has passed": TODAY - timedelta(days=1)}.get(wrong, TODAY)
    order = Supervise(filed.task("accept"), due, " " if wrong == "nothing asked" else "请说明。")
    assert isinstance(refusal(filed, "supervisor", order), Invalid)


def test_an_answer_after_its_day_is_late_for_ever(filed: Filed) -> None:
    filed.by("supervisor", Supervise(filed.task("accept"), TODAY, "请说明。"))
    later = timezone.now() + timedelta(days=3)
    filed.by("desk", AnswerSupervision(filed.task("accept"), "补办。"), later)
    (task,) = overseen_case(filed.cast.clerk("supervisor"), filed.case).tasks
    assert task.hands.orders[0].is_late


def test_overseers_see_the_course_of_running_cases_and_others_nothing(filed: Filed) -> None:
    for by in ("supervisor", "steward"):
        assert filed.case in {line.id for line in overseen_cases(filed.cast.clerk(by))}
    for by in ("desk", "food", "head"):
        assert overseen_cases(filed.cast.clerk(by)) == ()
        with pytest.raises(NotFound):
            overseen_case(filed.cast.clerk(by), filed.case)


OFFERED = {
    "desk": {"add_signer", "transfer"},
    "steward": {"jump"},
    "supervisor": {"supervise"},
    "food": set(),
}


@pytest.mark.parametrize("by", OFFERED)
def test_each_is_offered_what_the_step_offers_and_they_may_do(filed: Filed, by: str) -> None:
    found = {action.code for action in task_actions(filed.cast.clerk(by), filed.task("accept"))}
    # Before acceptance there is no other step to which an administrator could move a case.
    assert found == OFFERED[by] - {"jump"}


def test_what_is_offered_on_a_case_changes_with_it(filed: Filed) -> None:
    def codes(by: str) -> set[str]:
        return {action.code for action in case_actions(filed.cast.clerk(by), filed.case)}

    filed.by("desk", Accept(filed.task("accept")))
    assert (codes("steward"), codes("supervisor"), codes("fire")) == ({"suspend"}, {"remind"}, set())
    filed.by("steward", Suspend(filed.case, "核对。"))
    assert codes("steward") == {"resume"}
