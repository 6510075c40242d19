"""Sending back, taking back, jumping: beside others at work, in a vote, in a sub-process; never across acceptance."""

from collections.abc import Callable
from uuid import UUID

import pytest

from tests.workflows.cases.filing import Filed
from tests.workflows.cases.panel import file_panel, open_at
from workflows.cases.command import Command, perform
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.jump import Jump
from workflows.cases.commands.send_back import SendBack
from workflows.cases.commands.suspend import Suspend
from workflows.cases.commands.take_back import TakeBack
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.models import Clock, Event, Fact, Task
from workflows.errors import Conflict, Forbidden, Invalid, NotFound, Refusal
from workflows.people.models import Notice

pytestmark = pytest.mark.django_db
WHY = "消防意见未说明疏散通道。"


@pytest.fixture
def panel(filed: Filed) -> Filed:
    """A case with a sub-process and a vote, handed in."""
    return file_panel(filed.cast)


def agree(filed: Filed, element: str, by: str, outcome: str = "agree") -> UUID:
    """Somebody finishes the oldest open task of a step."""
    task = open_at(filed, element)[0]
    filed.by(by, GiveOpinion(task, outcome, "" if outcome == "agree" else "见附件。"))
    return task


def accepted(panel: Filed) -> Filed:
    panel.accept()
    return panel


def voting(panel: Filed) -> Filed:
    """Everybody has been heard; the two inspectors vote."""
    accepted(panel)
    agree(panel, "food_review", "food")
    panel.visit()
    agree(panel, "fire_consult", "fire")
    return panel


def variables(filed: Filed) -> dict[str, object]:
    """What the route knows."""
    scopes = filed.row.marking["scopes"].values()
    return next(scope["variables"] for scope in scopes if scope["kind"] == "process")


def refusal(filed: Filed, by: str, command: Command) -> Refusal:
    with pytest.raises(Refusal) as refused:
        filed.by(by, command)
    return refused.value


def test_a_reason_is_kept_for_the_staff_and_stays_out_of_the_record(filed: Filed) -> None:
    filed.reviewed()
    filed.by("head", SendBack(filed.task("decide"), "fire_consult", WHY))
    event = Event.objects.get(case=filed.case, verb="send_back")
    assert (event.note, event.params) == (WHY, {"element": "decide", "target": "fire_consult"})
    assert event.engine_events[0]["event"] == "SentBack"
    assert filed.open_elements() == {"fire_consult"}


def test_who_did_the_step_and_who_loses_a_task_are_told(filed: Filed) -> None:
    filed.reviewed()
    filed.by("head", Claim(filed.task("decide")))
    filed.by("head", SendBack(filed.task("decide"), "fire_consult", WHY))
    told = set(Notice.objects.filter(case=filed.case, code="sent_back").values_list("person__name", flat=True))
    assert told == {"孙立峰"}


def test_opinions_of_the_steps_that_follow_are_undone_and_those_beside_stand(filed: Filed) -> None:
    filed.reviewed()
    filed.by("head", SendBack(filed.task("decide"), "food_review", WHY))
    undone = Task.objects.filter(case=filed.case).exclude(undone_at=None).values_list("element", flat=True)
    assert set(undone) == {"food_review"}
    agree(filed, "food_review", "food")
    assert filed.open_elements() == {"decide"}


def test_the_clocks_of_the_law_run_on_and_facts_stay(filed: Filed) -> None:
    filed.reviewed()
    before = (list(Clock.objects.values_list()), Fact.objects.count())
    filed.by("head", SendBack(filed.task("decide"), "food_review", WHY))
    assert (list(Clock.objects.values_list()), Fact.objects.count()) == before


def test_who_reviewed_does_not_decide_even_when_the_review_was_undone(filed: Filed) -> None:
    filed.accept()
    filed.by("head2", GiveOpinion(filed.task("food_review"), "agree"))
    filed.by("fire", GiveOpinion(filed.task("fire_consult"), "agree"))
    filed.by("city", GiveOpinion(filed.task("city_consult"), "agree"))
    filed.by("head", SendBack(filed.task("decide"), "food_review", WHY))
    agree(filed, "food_review", "food")
    assert isinstance(refusal(filed, "head2", Claim(filed.task("decide"))), Forbidden)


@pytest.mark.parametrize("reason", ["", "  "])
def test_nothing_goes_back_without_a_reason(filed: Filed, reason: str) -> None:
    filed.reviewed()
    refused = refusal(filed, "head", SendBack(filed.task("decide"), "food_review", reason))
    assert isinstance(refused, Invalid)
    assert filed.open_elements() == {"decide"}


@pytest.mark.parametrize(
    ("element", "kind", "code"),
    [
        ("accept", Forbidden, "across_accepted"),
        ("issue", Forbidden, "across_decided"),
        ("site_visit", Invalid, "not_reachable"),
        ("moon", Invalid, "unknown_step"),
        ("", Invalid, "required"),
    ],
)
def test_across_acceptance_after_the_decision_or_to_where_it_never_was_nothing_goes(
    filed: Filed, element: str, kind: type[Refusal], code: str
) -> None:
    filed.reviewed()
    refused = refusal(filed, "head", SendBack(filed.task("decide"), element, WHY))
    assert isinstance(refused, kind)
    assert code in str(refused)
    assert filed.open_elements() == {"decide"}


def test_a_reviewer_inside_a_sub_process_sends_back_while_others_are_at_work(panel: Filed) -> None:
    accepted(panel)
    agree(panel, "food_review", "food", "disagree")
    assert variables(panel)["food_review"] == {"outcome": "disagree"}
    panel.by("inspector", SendBack(panel.task("site_visit"), "food_review", WHY))
    assert panel.open_elements() == {"food_review", "fire_consult"}
    assert "food_review" not in variables(panel)


def test_from_a_vote_one_goes_back_into_a_sub_process_that_is_over(panel: Filed) -> None:
    voting(panel)
    agree(panel, "panel", "inspector")
    panel.by("inspector2", SendBack(open_at(panel, "panel")[0], "site_visit", WHY))
    assert panel.open_elements() == {"site_visit"}
    assert set(variables(panel)) == {"accept", "food_review", "fire_consult"}
    panel.visit()
    assert len(open_at(panel, "panel")) == 2


def test_one_takes_back_the_own_vote_and_the_other_vote_stands(panel: Filed) -> None:
    voting(panel)
    mine = agree(panel, "panel", "inspector", "disagree")
    panel.by("inspector", TakeBack(mine))
    assert len(open_at(panel, "panel")) == 2
    agree(panel, "panel", "inspector2")
    agree(panel, "panel", "inspector")
    assert variables(panel)["panel"] == {"outcome": "agree", "outcomes": ["agree", "agree"]}


def test_a_vote_that_is_over_is_not_taken_back(panel: Filed) -> None:
    voting(panel)
    first = agree(panel, "panel", "inspector")
    agree(panel, "panel", "inspector2")
    assert isinstance(refusal(panel, "inspector", TakeBack(first)), Conflict)
    assert panel.open_elements() == {"decide"}


def test_one_takes_back_the_own_opinion_while_others_are_at_work(filed: Filed) -> None:
    filed.accept()
    mine = agree(filed, "fire_consult", "fire", "disagree")
    filed.by("fire", TakeBack(mine))
    task = Task.objects.get(pk=filed.task("fire_consult"))
    assert (task.state, task.claimed_by_id) == ("open", filed.cast.person("fire"))
    assert filed.open_elements() == {"food_review", "fire_consult", "city_consult"}
    assert "fire_consult" not in variables(filed)


def test_the_last_opinion_is_taken_back_out_of_the_decision_that_it_opened(filed: Filed) -> None:
    filed.reviewed()
    filed.by("city", TakeBack(filed.task("city_consult")))
    assert filed.open_elements() == {"city_consult"}
    agree(filed, "city_consult", "city")
    assert filed.open_elements() == {"decide"}


def test_inside_a_sub_process_the_own_step_is_taken_back(panel: Filed) -> None:
    accepted(panel)
    mine = agree(panel, "food_review", "food")
    panel.by("food", TakeBack(mine))
    assert panel.open_elements() == {"food_review", "fire_consult"}


def test_the_last_step_of_a_sub_process_is_taken_back_after_it_is_over(panel: Filed) -> None:
    accepted(panel)
    agree(panel, "food_review", "food")
    panel.visit()
    agree(panel, "fire_consult", "fire")
    panel.by("inspector", TakeBack(panel.task("site_visit")))
    assert panel.open_elements() == {"site_visit"}


def test_once_somebody_took_what_follows_it_stands_and_one_is_told_who_and_when(filed: Filed) -> None:
    filed.reviewed()
    filed.by("head", Claim(filed.task("decide")))
    refused = refusal(filed, "city", TakeBack(filed.task("city_consult")))
    assert isinstance(refused, Conflict)
    assert (refused.what, refused.who) == ("moved_on", "钱国安")
    assert refused.when is not None


TAKEN: dict[str, Callable[[Filed], tuple[str, Command]]] = {
    "another's": lambda f: ("head2", TakeBack(f.reviewed().task("food_review"))),
    "open": lambda f: ("fire", TakeBack((f.accept(), f.task("fire_consult"))[1])),
    "an acceptance": lambda f: ("desk", TakeBack((f.accept(), f.task("accept"))[1])),
    "after the decision": lambda f: ("fire", TakeBack((f.reviewed().decide(), f.task("fire_consult"))[1])),
    "after the withdrawal": lambda f: (
        "fire",
        TakeBack((f.reviewed(), perform(f.applicant, Withdraw(f.case)), f.task("fire_consult"))[2]),
    ),
    "while it holds still": lambda f: (
        "fire",
        TakeBack((f.reviewed(), f.by("steward", Suspend(f.case, WHY)), f.task("fire_consult"))[2]),
    ),
    "twice": lambda f: (
        "fire",
        TakeBack((f.reviewed(), task := f.task("fire_consult"), f.by("fire", TakeBack(task)))[1]),
    ),
}


@pytest.mark.parametrize("what", TAKEN)
def test_what_is_not_ones_own_last_action_is_not_taken_back(filed: Filed, what: str) -> None:
    by, command = TAKEN[what](filed)
    assert isinstance(refusal(filed, by, command), (Forbidden, Conflict))


def test_an_administrator_lets_the_route_go_on_elsewhere_and_says_why(filed: Filed) -> None:
    filed.accept()
    filed.by("fire", Claim(filed.task("fire_consult")))
    filed.by("steward", Jump(filed.task("fire_consult"), "decide", WHY))
    assert filed.open_elements() == {"decide"}
    assert Event.objects.get(case=filed.case, verb="jump").note == WHY
    assert Notice.objects.filter(case=filed.case, code="jumped", person__name="孙立峰").exists()


@pytest.mark.parametrize("element", ["accept", "issue"])
def test_not_even_an_administrator_crosses_acceptance_or_decision(panel: Filed, element: str) -> None:
    accepted(panel)
    assert isinstance(refusal(panel, "steward", Jump(panel.task("fire_consult"), element, WHY)), Forbidden)


def test_nobody_is_jumped_past_an_acceptance_that_never_was(panel: Filed) -> None:
    refused = refusal(panel, "steward", Jump(panel.task("accept"), "decide", WHY))
    assert str(refused) == "across_accepted"


@pytest.mark.parametrize("by", ["head", "fire", "supervisor"])
def test_only_the_administrator_of_the_route_jumps(filed: Filed, by: str) -> None:
    filed.accept()
    assert isinstance(refusal(filed, by, Jump(filed.task("fire_consult"), "decide", WHY)), NotFound)


def test_who_finishes_what_was_sent_back_meanwhile_is_told_who_did_that(filed: Filed) -> None:
    filed.reviewed()
    decide = filed.task("decide")
    filed.by("head2", SendBack(decide, "food_review", WHY))
    refused = refusal(filed, "head", Claim(decide))
    assert isinstance(refused, Conflict)
    assert (refused.what, refused.who) == ("task_cancelled", "冯静怡")


@pytest.mark.parametrize("stage", ["received", "in the sub-process", "voting", "sent back"])
def test_the_applicant_withdraws_wherever_the_route_stands(panel: Filed, stage: str) -> None:
    if stage != "received":
        accepted(panel) if stage == "in the sub-process" else voting(panel)
    if stage == "sent back":
        panel.by("inspector", SendBack(open_at(panel, "panel")[0], "food_review", WHY))
    assert perform(panel.applicant, Withdraw(panel.case)).state == "withdrawn"
    assert panel.open_elements() == set()
    assert panel.row.marking["state"] == "cancelled"
