"""The applicant may withdraw until a decision is made, at one click and without a reason."""

from collections.abc import Callable

import pytest

from tests.workflows.cases.filing import Filed
from workflows.cases.command import perform
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.discard import Discard
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.resubmit import Resubmit
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.models import Clock, Correction, Event, Task
from workflows.errors import Conflict

pytestmark = pytest.mark.django_db
STAGES: dict[str, Callable[[Filed], object]] = {
    "received": lambda filed: None,
    "claimed": lambda filed: filed.by("desk", Claim(filed.task("accept"))),
    "to be corrected": lambda filed: filed.ask("seats"),
    "accepted": lambda filed: filed.accept(),
    "half reviewed": lambda filed: (filed.accept(), one_opinion(filed)),
    "to be decided": lambda filed: filed.reviewed(),
}


def one_opinion(filed: Filed) -> object:
    return filed.by("fire", GiveOpinion(filed.task("fire_consult"), "agree"))


@pytest.mark.parametrize("stage", STAGES)
def test_withdrawing_ends_tasks_clocks_and_notices(filed: Filed, stage: str) -> None:
    STAGES[stage](filed)
    assert perform(filed.applicant, Withdraw(filed.case)).state == "withdrawn"
    assert filed.row.finished_at is not None
    assert filed.open_elements() == set()
    assert not Clock.objects.filter(case=filed.case, stopped_at=None).exists()
    assert not Correction.objects.filter(case=filed.case, answered_at=None).exists()


def test_what_was_done_before_stays_on_record(filed: Filed) -> None:
    filed.accept()
    one_opinion(filed)
    perform(filed.applicant, Withdraw(filed.case))
    assert Task.objects.get(pk=filed.task("fire_consult")).state == "done"
    assert Task.objects.get(pk=filed.task("food_review")).state == "cancelled"


def test_a_clerk_who_comes_too_late_is_told_that_it_is_no_longer_needed(filed: Filed) -> None:
    filed.accept()
    perform(filed.applicant, Withdraw(filed.case))
    with pytest.raises(Conflict) as late:
        one_opinion(filed)
    assert late.value.what == "task_cancelled"
    assert late.value.when == filed.row.finished_at


@pytest.mark.parametrize("outcome", ["grant", "refuse"])
def test_after_the_decision_nobody_withdraws(filed: Filed, outcome: str) -> None:
    filed.reviewed().decide(outcome)
    with pytest.raises(Conflict) as late:
        perform(filed.applicant, Withdraw(filed.case))
    assert late.value.who == "钱国安"


def test_a_draft_is_thrown_away_and_not_withdrawn_a_case_the_other_way(filed: Filed) -> None:
    drafted = perform(filed.applicant, StartCase("food_permit")).case
    for command in (Withdraw(drafted), Discard(filed.case)):
        with pytest.raises(Conflict):
            perform(filed.applicant, command)


def test_a_withdrawn_case_is_over_for_its_applicant_too(filed: Filed) -> None:
    filed.ask("seats")
    perform(filed.applicant, Withdraw(filed.case))
    with pytest.raises(Conflict):
        perform(filed.applicant, Resubmit(filed.case))
    with pytest.raises(Conflict):
        perform(filed.applicant, Withdraw(filed.case))


def test_the_reason_of_a_withdrawal_is_kept_and_stays_out_of_the_record(filed: Filed) -> None:
    perform(filed.applicant, Withdraw(filed.case, "店面转让给亲戚了。"))
    event = Event.objects.get(case=filed.case, verb="withdraw")
    assert event.note == "店面转让给亲戚了。"
    assert "转让" not in str(event.params)
