"""Transfer, delegation and signatures: whose work a step is, and that the route is told once."""

from uuid import UUID

import pytest

from tests.workflows.cases.filing import Filed
from tests.workflows.cases.panel import file_panel, open_at
from workflows.cases.command import Command, perform
from workflows.cases.commands.add_signer import AddSigner
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.delegate import Delegate
from workflows.cases.commands.give_back import GiveBack
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.remove_signer import RemoveSigner
from workflows.cases.commands.sign import Sign
from workflows.cases.commands.take_back import TakeBack
from workflows.cases.commands.transfer import Transfer
from workflows.cases.commands.unclaim import Unclaim
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.models import Event, Task
from workflows.cases.queries.actions import task_actions
from workflows.errors import Conflict, Forbidden, Invalid, Refusal
from workflows.people.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewing(filed: Filed) -> Filed:
    """Accepted; three departments look."""
    filed.accept()
    return filed


def refusal(filed: Filed, by: str, command: Command) -> Refusal:
    with pytest.raises(Refusal) as refused:
        filed.by(by, command)
    return refused.value


def food(filed: Filed) -> UUID:
    """The task of the food review, not a signature to it."""
    return Task.objects.filter(case=filed.case, element="food_review", signs=None).latest("opened_at").pk


def signature(filed: Filed, by: str = "inspector") -> UUID:
    return Task.objects.filter(case=filed.case, kind="sign", claimed_by_id=filed.cast.person(by)).latest("opened_at").pk


def ask(filed: Filed, place: str, who: str = "inspector") -> UUID:
    """The reviewer asks somebody to sign."""
    filed.by("food", AddSigner(food(filed), filed.cast.person(who), place))
    return signature(filed, who)


def told_route(filed: Filed) -> list[str]:
    """What the route was told, event by event."""
    events = Event.objects.filter(case=filed.case).order_by("seq").values_list("engine_events", flat=True)
    return [told["event"] for each in events for told in each]


def test_a_transferred_task_is_the_colleagues_and_nobody_elses(reviewing: Filed) -> None:
    reviewing.by("food", Transfer(food(reviewing), reviewing.cast.person("head2"), "休假。"))
    refused = refusal(reviewing, "food", GiveOpinion(food(reviewing), "agree"))
    assert isinstance(refused, Conflict)
    assert refused.who == "冯静怡"
    reviewing.by("head2", GiveOpinion(food(reviewing), "agree"))
    assert Notice.objects.filter(code="task_transferred", person__name="冯静怡").exists()
    assert "休假" not in str(Event.objects.get(case=reviewing.case, verb="transfer").params)


@pytest.mark.parametrize(
    ("to", "code"),
    [("fire", "not_a_colleague"), ("inspector", "not_a_colleague"), ("food", "yourself"), ("", "required")],
)
def test_a_task_goes_only_to_a_colleague_of_its_role(reviewing: Filed, to: str, code: str) -> None:
    person = reviewing.cast.person(to) if to else None
    refused = refusal(reviewing, "food", Transfer(food(reviewing), person))
    assert isinstance(refused, (Invalid, Forbidden))
    assert isinstance(refused, Forbidden) or refused.problems[0].code == code


def test_who_reviewed_may_not_be_given_the_decision(reviewing: Filed) -> None:
    reviewing.by("head2", GiveOpinion(food(reviewing), "agree"))
    reviewing.by("fire", GiveOpinion(reviewing.task("fire_consult"), "agree"))
    reviewing.by("city", GiveOpinion(reviewing.task("city_consult"), "agree"))
    decide = reviewing.task("decide")
    refused = refusal(reviewing, "head", Transfer(decide, reviewing.cast.person("head2")))
    assert isinstance(refused, Invalid)
    assert refused.problems[0].code == "reviewed_it"
    offered = {action.code for action in task_actions(reviewing.cast.clerk("head"), decide)}
    assert "transfer" not in offered, "nobody else could take it"


def test_what_is_delegated_comes_back_with_a_proposal_and_its_owner_finishes(reviewing: Filed) -> None:
    task = food(reviewing)
    reviewing.by("food", Delegate(task, reviewing.cast.person("head2")))
    for by in ("food", "head2"):
        assert isinstance(refusal(reviewing, by, GiveOpinion(task, "agree")), Conflict)
    reviewing.by("head2", GiveBack(task, "disagree", "缺少消毒设施。"))
    row = Task.objects.get(pk=task)
    assert (row.claimed_by_id, row.delegated_by_id) == (reviewing.cast.person("food"), None)
    assert row.proposal["outcome"] == "disagree"
    reviewing.by("food", GiveOpinion(task, "agree"))
    assert Task.objects.get(pk=task).done_by_id == reviewing.cast.person("food")


def test_an_owner_calls_a_delegated_task_back(reviewing: Filed) -> None:
    task = food(reviewing)
    reviewing.by("food", Delegate(task, reviewing.cast.person("head2")))
    assert isinstance(refusal(reviewing, "head2", Unclaim(task)), Conflict)
    reviewing.by("food", GiveBack(task))
    reviewing.by("food", GiveOpinion(task, "agree"))


def test_who_prepared_an_opinion_does_not_decide(reviewing: Filed) -> None:
    reviewing.by("food", Delegate(food(reviewing), reviewing.cast.person("head2")))
    reviewing.by("head2", GiveBack(food(reviewing), "agree"))
    reviewing.opinions()
    assert isinstance(refusal(reviewing, "head2", Claim(reviewing.task("decide"))), Forbidden)


def test_a_proposal_needs_an_outcome_of_the_step(reviewing: Filed) -> None:
    reviewing.by("food", Delegate(food(reviewing), reviewing.cast.person("head2")))
    for proposal in (GiveBack(food(reviewing)), GiveBack(food(reviewing), "disagree")):
        assert isinstance(refusal(reviewing, "head2", proposal), Invalid)


def test_who_signs_before_must_sign_before_the_step_is_finished(reviewing: Filed) -> None:
    signs = ask(reviewing, "before")
    refused = refusal(reviewing, "food", GiveOpinion(food(reviewing), "agree"))
    assert isinstance(refused, Conflict)
    assert (refused.what, refused.who) == ("signs_first", "王若楠")
    reviewing.by("inspector", Sign(signs, "agree"))
    reviewing.by("food", GiveOpinion(food(reviewing), "agree"))
    assert Task.objects.get(pk=food(reviewing)).state == "done"


@pytest.mark.parametrize("place", ["beside", "after"])
def test_the_route_goes_on_when_all_have_signed_and_is_told_once(reviewing: Filed, place: str) -> None:
    before = told_route(reviewing)
    signs = ask(reviewing, place)
    reviewing.by("food", GiveOpinion(food(reviewing), "agree"))
    assert Task.objects.get(pk=food(reviewing)).state == "held"
    assert told_route(reviewing) == before
    reviewing.by("inspector", Sign(signs, "agree"))
    assert told_route(reviewing) == [*before, "Completed"]
    assert Task.objects.get(pk=food(reviewing)).state == "done"


def test_who_signs_after_is_asked_only_then(reviewing: Filed) -> None:
    signs = ask(reviewing, "after")
    assert isinstance(refusal(reviewing, "inspector", Sign(signs, "agree")), Conflict)
    reviewing.by("food", GiveOpinion(food(reviewing), "agree"))
    reviewing.by("inspector", Sign(signs, "agree"))


def test_who_signs_beside_may_be_first(reviewing: Filed) -> None:
    reviewing.by("inspector", Sign(ask(reviewing, "beside"), "agree"))
    reviewing.by("food", GiveOpinion(food(reviewing), "agree"))
    assert Task.objects.get(pk=food(reviewing)).state == "done"


def test_an_objection_brings_the_step_back_to_its_owner_who_has_the_last_word(reviewing: Filed) -> None:
    signs = ask(reviewing, "after")
    reviewing.by("food", GiveOpinion(food(reviewing), "agree"))
    assert isinstance(refusal(reviewing, "inspector", Sign(signs, "disagree", " ")), Invalid)
    reviewing.by("inspector", Sign(signs, "disagree", "未核对平面图。"))
    assert Task.objects.get(pk=food(reviewing)).state == "open"
    assert Notice.objects.filter(code="signed_disagree", person__name="李思源").exists()
    reviewing.by("food", GiveOpinion(food(reviewing), "disagree", "平面图不符。"))
    assert Task.objects.get(pk=food(reviewing)).state == "done"


def test_nobody_signs_for_another(reviewing: Filed) -> None:
    signs = ask(reviewing, "beside")
    assert isinstance(refusal(reviewing, "inspector2", Sign(signs, "agree")), Conflict)
    assert isinstance(refusal(reviewing, "inspector", Unclaim(signs)), Forbidden)


def test_leaving_out_the_last_signer_lets_a_finished_step_go_on(reviewing: Filed) -> None:
    signs = ask(reviewing, "after")
    reviewing.by("food", GiveOpinion(food(reviewing), "agree"))
    reviewing.by("food", RemoveSigner(food(reviewing), signs))
    assert Task.objects.get(pk=food(reviewing)).state == "done"
    assert told_route(reviewing)[-1] == "Completed"


def test_a_held_step_is_taken_back_before_anybody_signed(reviewing: Filed) -> None:
    signs = ask(reviewing, "after")
    reviewing.by("food", GiveOpinion(food(reviewing), "agree"))
    reviewing.by("food", TakeBack(food(reviewing)))
    assert (Task.objects.get(pk=food(reviewing)).state, Task.objects.get(pk=signs).state) == ("open", "waiting")


def test_who_signed_a_review_does_not_decide(reviewing: Filed) -> None:
    reviewing.by("food", AddSigner(food(reviewing), reviewing.cast.person("head"), "beside"))
    reviewing.by("head", Sign(signature(reviewing, "head"), "agree"))
    for by, task in (("food", food(reviewing)), *((by, reviewing.task(f"{by}_consult")) for by in ("fire", "city"))):
        reviewing.by(by, GiveOpinion(task, "agree"))
    assert isinstance(refusal(reviewing, "head", Claim(reviewing.task("decide"))), Forbidden)


def test_beside_a_legal_act_nobody_signs_but_before_it(filed: Filed) -> None:
    filed.reviewed()
    head2 = filed.cast.person("inspector")
    for place in ("beside", "after"):
        assert isinstance(refusal(filed, "head", AddSigner(filed.task("decide"), head2, place)), Invalid)
    filed.by("head", AddSigner(filed.task("decide"), head2, "before"))


def test_at_a_vote_who_is_added_beside_votes_too_and_may_be_left_out(filed: Filed) -> None:
    panel = file_panel(filed.cast)
    panel.accept()
    panel.by("food", GiveOpinion(panel.task("food_review"), "agree"))
    panel.visit()
    panel.by("fire", GiveOpinion(panel.task("fire_consult"), "agree"))
    first, second = open_at(panel, "panel")
    panel.by("inspector", Claim(first))
    panel.by("inspector", AddSigner(first, panel.cast.person("inspector2"), "beside"))
    added = Task.objects.get(
        case=panel.case, element="panel", state="open", claimed_by_id=panel.cast.person("inspector2")
    )
    assert told_route(panel)[-1] == "InstanceAdded"
    for task, by in ((first, "inspector"), (second, "inspector")):
        panel.by(by, GiveOpinion(task, "agree"))
    assert panel.open_elements() == {"panel"}
    panel.by("inspector2", GiveOpinion(added.pk, "agree"))
    assert panel.open_elements() == {"decide"}


def test_withdrawing_ends_signatures_and_delegations_too(reviewing: Filed) -> None:
    ask(reviewing, "after")
    reviewing.by("food", GiveOpinion(food(reviewing), "agree"))
    perform(reviewing.applicant, Withdraw(reviewing.case))
    left = Task.objects.filter(case=reviewing.case).exclude(state__in=["done", "cancelled"])
    assert not left.exists()
