"""From the inboxes of the departments to the decision: who may, who may not, and what cannot be left out."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from workflows.actor import Actor
from workflows.cases.command import perform
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.record_visit import RecordVisit
from workflows.cases.commands.unclaim import Unclaim
from workflows.cases.models import Case, Task
from workflows.errors import Conflict, Forbidden, Invalid, Unavailable
from workflows.outcomes.models import Decision
from workflows.people.models import Appointment

pytestmark = pytest.mark.django_db
BASES = ("《中华人民共和国食品安全法》33",)


@pytest.fixture
def accepted(filed: Filed) -> Filed:
    """Three departments have it in their inboxes."""
    filed.accept()
    return filed


@pytest.fixture
def raw(cast: Cast) -> Filed:
    """Raw food: the premises are to be visited."""
    filed = file_case(cast, scope=["raw"])
    filed.accept()
    filed.opinions()
    return filed


@pytest.fixture
def decidable(filed: Filed) -> Filed:
    """Only the decision is missing."""
    return filed.reviewed()


def problems(refused: pytest.ExceptionInfo[Invalid]) -> set[tuple[str, str]]:
    return {(problem.field, problem.code) for problem in refused.value.problems}


def visit(raw: Filed, *others: str, findings: str = "冷食间独立。", outcome: str = "passed") -> None:
    """The first inspector records a visit together with these."""
    staff = tuple(raw.cast.person(other) for other in others)
    raw.by("inspector", RecordVisit(raw.task("site_visit"), outcome, findings, staff))


def test_a_claimed_task_is_closed_to_colleagues_who_see_by_whom(filed: Filed) -> None:
    filed.by("desk", Claim(filed.task("accept")))
    with pytest.raises(Conflict) as taken:
        filed.by("desk2", Claim(filed.task("accept")))
    assert (taken.value.what, taken.value.who) == ("task_claimed", "沈知夏")


def test_claiming_twice_changes_nothing_and_giving_back_opens_it(filed: Filed) -> None:
    filed.by("desk", Claim(filed.task("accept")))
    since = Task.objects.get(pk=filed.task("accept")).claimed_at
    filed.by("desk", Claim(filed.task("accept")))
    assert Task.objects.get(pk=filed.task("accept")).claimed_at == since
    filed.by("desk", Unclaim(filed.task("accept")))
    assert filed.by("desk2", Claim(filed.task("accept"))).state == "received"


def test_a_system_cannot_claim_for_it_has_no_person(accepted: Filed) -> None:
    system = Actor(kind="client", channel="api", body="fire", roles=frozenset({"fire_officer"}), client="fire_system")
    with pytest.raises(Forbidden) as refused:
        perform(system, Claim(accepted.task("fire_consult")))
    assert refused.value.code == "needs_person"


def test_a_departments_system_gives_its_opinion_and_is_named_afterwards(accepted: Filed) -> None:
    system = Actor(kind="client", channel="api", body="fire", roles=frozenset({"fire_officer"}), client="fire_system")
    perform(system, GiveOpinion(accepted.task("fire_consult"), "agree"))
    with pytest.raises(Conflict) as late:
        accepted.by("fire", GiveOpinion(accepted.task("fire_consult"), "agree"))
    assert (late.value.what, late.value.who) == ("task_done", "fire_system")
    assert accepted.view().events[-1].person == "fire_system"


@pytest.mark.parametrize("outcome", ["", "grant", "maybe"])
def test_an_opinion_is_one_of_those_that_the_step_offers(accepted: Filed, outcome: str) -> None:
    with pytest.raises(Invalid) as refused:
        accepted.by("fire", GiveOpinion(accepted.task("fire_consult"), outcome))
    assert problems(refused) == {("outcome", "unknown_outcome" if outcome else "required")}


def test_an_objection_says_why(accepted: Filed) -> None:
    with pytest.raises(Invalid) as refused:
        accepted.by("fire", GiveOpinion(accepted.task("fire_consult"), "disagree", " "))
    assert problems(refused) == {("opinion", "required")}
    assert "fire_consult" in accepted.open_elements()


def test_a_decision_is_not_taken_by_the_door_of_opinions_nor_the_other_way(decidable: Filed) -> None:
    with pytest.raises(Forbidden):
        decidable.by("head", GiveOpinion(decidable.task("decide"), "grant"))
    with pytest.raises(Conflict):
        decidable.by("food", Decide(decidable.task("food_review"), "grant"))


@pytest.mark.parametrize("others", [(), ("inspector",), ("fire",), ("inspector2", "fire"), ("admin",)])
def test_a_visit_by_fewer_than_two_officers_of_the_body_cannot_be_saved(raw: Filed, others: tuple[str, ...]) -> None:
    with pytest.raises(Invalid) as refused:
        visit(raw, *others)
    assert problems(refused) == {("staff", "two_staff")}
    assert raw.open_elements() == {"site_visit"}


def test_an_officer_who_has_left_makes_no_second_one(raw: Filed) -> None:
    Appointment.objects.filter(person=raw.cast.person("inspector2")).update(to_on=date(2024, 1, 1))
    with pytest.raises(Invalid):
        visit(raw, "inspector2")


def test_the_applicant_is_no_officer_at_the_own_visit(raw: Filed) -> None:
    Case.objects.filter(pk=raw.case).update(applicant=raw.cast.person("inspector2"))
    with pytest.raises(Forbidden) as refused:
        visit(raw, "inspector2")
    assert refused.value.code == "own_case"


def test_a_visit_tells_what_was_found(raw: Filed) -> None:
    with pytest.raises(Invalid) as refused:
        visit(raw, "inspector2", findings="")
    assert problems(refused) == {("findings", "required")}
    with pytest.raises(Invalid):
        visit(raw, "inspector2", findings="", outcome="failed")


def test_the_record_of_a_visit_names_both_officers(raw: Filed) -> None:
    visit(raw, "inspector2")
    there = {str(raw.cast.person(name)) for name in ("inspector", "inspector2")}
    assert set(Task.objects.get(pk=raw.task("site_visit")).staff) == there
    assert raw.view().events[-1].params["staff"] == 2


def test_nobody_decides_what_they_reviewed(accepted: Filed) -> None:
    clerk = accepted.cast.clerk("head2")
    perform(clerk, GiveOpinion(accepted.task("food_review"), "agree"))
    for username, element in (("fire", "fire_consult"), ("city", "city_consult")):
        accepted.by(username, GiveOpinion(accepted.task(element), "agree"))
    for command in (Decide(accepted.task("decide"), "grant"), Claim(accepted.task("decide"))):
        with pytest.raises(Forbidden) as refused:
            perform(clerk, command)
        assert refused.value.code == "reviewed_it"
    assert accepted.decide().state == "granted"


def test_nobody_decides_what_they_visited(raw: Filed) -> None:
    Appointment.objects.create(
        person_id=raw.cast.person("inspector2"), body_id="amr", role="food_head", from_on=date(2020, 1, 1)
    )
    visit(raw, "inspector2")
    with pytest.raises(Forbidden) as refused:
        raw.decide(by="inspector2")
    assert refused.value.code == "reviewed_it"


@pytest.mark.parametrize("username", ["desk", "head"])
def test_nobody_acts_in_a_case_of_their_own(filed: Filed, username: str) -> None:
    if username == "head":
        filed.reviewed()
    Case.objects.filter(pk=filed.case).update(applicant=filed.cast.person(username))
    with pytest.raises(Forbidden) as refused:
        filed.accept() if username == "desk" else filed.decide()
    assert refused.value.code == "own_case"


def test_only_a_person_decides(decidable: Filed) -> None:
    system = replace(decidable.cast.clerk("head"), kind="client", person=None, client="amr_system")
    with pytest.raises(Forbidden) as refused:
        perform(system, Decide(decidable.task("decide"), "grant"))
    assert refused.value.code == "needs_person"


@pytest.mark.parametrize(
    ("reasons", "bases", "missing"),
    [
        ("", (), {"reasons", "bases"}),
        (" \n", BASES, {"reasons"}),
        ("面积不足。", (), {"bases"}),
        ("面积不足。", ("", "  "), {"bases"}),
    ],
)
def test_a_refusal_without_reasons_and_law_is_impossible(
    decidable: Filed, reasons: str, bases: tuple[str, ...], missing: set[str]
) -> None:
    with pytest.raises(Invalid) as refused:
        decidable.by("head", Decide(decidable.task("decide"), "refuse", reasons, bases))
    assert {field for field, _ in problems(refused)} == missing
    assert not Decision.objects.filter(case=decidable.case).exists()
    assert decidable.row.state == "accepted"


def test_a_refusal_names_reconsideration_and_court(decidable: Filed) -> None:
    decidable.decide("refuse")
    rights = str(Decision.objects.get(case=decidable.case).rights)
    assert "行政复议" in rights
    assert "人民法院" in rights


@pytest.mark.parametrize("outcome", ["", "granted", "issue"])
def test_a_decision_grants_or_refuses_and_nothing_else(decidable: Filed, outcome: str) -> None:
    with pytest.raises(Invalid) as refused:
        decidable.by("head", Decide(decidable.task("decide"), outcome))
    assert ("outcome", "required") in problems(refused)


def test_the_second_who_decides_is_told_who_was_first_and_when(decidable: Filed) -> None:
    decidable.decide()
    with pytest.raises(Conflict) as late:
        decidable.decide("refuse", by="head2")
    assert (late.value.what, late.value.who, late.value.when) == ("task_done", "钱国安", decidable.row.decided_at)
    assert Decision.objects.get(case=decidable.case).outcome == "granted"


def test_decisions_wait_for_late_anchors_only_where_the_city_says_so(decidable: Filed, settings: Any) -> None:
    settings.ANCHOR_MAX_AGE_SECONDS = 0
    settings.LEDGER_LATE_STOPS = True
    with pytest.raises(Unavailable) as waiting:
        decidable.by("head", Decide(decidable.task("decide"), "grant"))
    assert waiting.value.what == "chain"
    settings.LEDGER_LATE_STOPS = False
    decidable.by("head", Decide(decidable.task("decide"), "grant"))
