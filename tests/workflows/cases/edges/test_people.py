"""Edge cases of people: withdrawal, death, dissolution, relatives, two at once, help at the counter."""

import pytest
from django.utils import timezone

from tests.workflows.cases.filing import Filed, file_case
from tests.workflows.cases.licences import give_licence
from workflows.cases.command import perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.cancel_licence import CancelLicence
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.recuse import Recuse
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.terminate import Terminate
from workflows.cases.commands.withdraw import Withdraw
from workflows.errors import Conflict, Forbidden
from workflows.people.models import Notice, Relation

pytestmark = pytest.mark.django_db
SEVENTY = ("《行政许可法》第七十条",)


@pytest.mark.law("行政许可法", 32)
def test_withdrawing_is_free_and_one_click_before_the_decision(filed: Filed) -> None:
    """No reason is asked for, and nothing is owed."""
    filed.accept()
    assert perform(filed.applicant, Withdraw(filed.case)).state == "withdrawn"
    assert not filed.view().item.fee.is_charged


@pytest.mark.law("行政许可法", 49)
@pytest.mark.law("行政许可法", 70)
def test_after_the_decision_nothing_is_withdrawn_but_cancelled_or_changed(filed: Filed) -> None:
    """撤回申请 ends with the decision; what follows is 注销 or 变更."""
    filed.reviewed().decide()
    with pytest.raises(Conflict):
        perform(filed.applicant, Withdraw(filed.case))


@pytest.mark.law("行政许可法", 70)
def test_the_death_of_the_applicant_ends_a_personal_application(filed: Filed) -> None:
    """Written, with law and rights, for whoever stands in the applicant's place."""
    filed.accept()
    filed.by("head", Terminate(filed.case, "death", "申请人死亡。", SEVENTY))
    assert (filed.row.state, filed.open_elements()) == ("terminated", set())


@pytest.mark.law("行政许可法", 70)
def test_the_death_of_the_holder_takes_the_certificate_off_the_register(filed: Filed) -> None:
    """注销 enters that it is over; it takes nothing from anybody."""
    give_licence(filed.reviewed())
    filed.by("head", CancelLicence(filed.case, timezone.localdate(), "持证人死亡。", SEVENTY))
    assert filed.view().events[-1].params["act"] == "cancel"


@pytest.mark.law("行政许可法", 70)
def test_an_organisation_that_is_dissolved_ends_its_application(filed: Filed) -> None:
    """终止, with the cause on record."""
    filed.by("head", Terminate(filed.case, "dissolved", "申请人已注销登记。", SEVENTY))
    assert filed.view().events[-1].params["cause"] == "dissolved"


@pytest.mark.law("行政许可法", 34)
def test_a_relative_of_the_applicant_is_kept_out_and_a_colleague_goes_on(filed: Filed) -> None:
    """By the declared relation alone, without being asked."""
    Relation.objects.create(
        staff_id=filed.cast.person("desk"), relative_id=filed.row.applicant_id, kind="姐弟", from_on="2020-01-01"
    )
    with pytest.raises(Forbidden) as near:
        filed.by("desk", Claim(filed.task("accept")))
    assert near.value.code == "near"
    filed.by("desk2", Accept(filed.task("accept")))


@pytest.mark.law("行政许可法", 34)
def test_who_has_an_interest_stands_back_and_the_task_is_open_to_others(filed: Filed) -> None:
    """回避 is on record with its reason, and holds for the whole case."""
    filed.accept()
    filed.by("fire", Recuse(filed.task("fire_consult"), "申请人是邻居。"))
    with pytest.raises(Forbidden):
        filed.by("fire", GiveOpinion(filed.task("fire_consult"), "agree"))


@pytest.mark.law("优化营商环境条例", 36)
def test_of_two_counters_that_accept_at_once_the_second_sees_who_and_when(filed: Filed) -> None:
    """Optimistic: the loser is told, and nothing is done twice."""
    filed.accept()
    with pytest.raises(Conflict) as late:
        filed.by("desk2", Accept(filed.task("accept")))
    assert (late.value.who, late.value.when) == ("沈知夏", filed.row.accepted_at)


@pytest.mark.law("优化营商环境条例", 37)
def test_help_at_the_counter_is_seen_by_the_citizen_at_once(filed: Filed) -> None:
    """The case bears the clerk's name, and a notice says so."""
    clerk = filed.cast.clerk("desk").acting_for(filed.row.applicant_id)
    perform(clerk, StartCase("food_permit"))
    assert Notice.objects.filter(person=filed.row.applicant_id, code="assisted").exists()


@pytest.mark.law("行政许可法", 78)
def test_after_a_refusal_a_new_application_is_open_to_everybody(filed: Filed) -> None:
    """Being refused bars nobody; only false statements and fraud do."""
    filed.reviewed().decide("refuse")
    again = file_case(filed.cast)
    assert again.case != filed.case
