"""The story of a food permit through its commands: three departments, one decision, one certificate."""

import pytest

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from workflows.beat import drain
from workflows.cases.command import perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.record_visit import RecordVisit
from workflows.cases.models import Case
from workflows.cases.queries.case import case_view

pytestmark = pytest.mark.django_db


def accept(filed: Filed) -> None:
    """The front desk accepts."""
    perform(filed.cast.clerk("desk"), Accept(filed.task("accept")))


def opinions(filed: Filed) -> None:
    """Three departments agree."""
    for username, element in (("food", "food_review"), ("fire", "fire_consult"), ("city", "city_consult")):
        perform(filed.cast.clerk(username), GiveOpinion(filed.task(element), "agree"))


def test_acceptance_opens_three_departments_side_by_side(filed: Filed) -> None:
    accept(filed)
    assert filed.open_elements() == {"food_review", "fire_consult", "city_consult"}


def test_the_decision_waits_for_all_three(filed: Filed) -> None:
    accept(filed)
    perform(filed.cast.clerk("food"), GiveOpinion(filed.task("food_review"), "agree"))
    assert "decide" not in filed.open_elements()


@pytest.mark.parametrize("answers", [{"scope": ["hot", "raw"]}, {"scope": ["cold"]}, {"seats": "76"}])
def test_raw_or_cold_food_or_many_seats_add_a_site_visit(cast: Cast, answers: dict[str, object]) -> None:
    filed = file_case(cast, **answers)
    accept(filed)
    opinions(filed)
    assert filed.open_elements() == {"site_visit"}
    staff = (cast.person("inspector2"),)
    perform(cast.clerk("inspector"), RecordVisit(filed.task("site_visit"), "passed", "冷食间独立。", staff))
    assert filed.open_elements() == {"decide"}


def test_a_grant_brings_a_certificate_and_finishes_the_case(filed: Filed) -> None:
    accept(filed)
    opinions(filed)
    perform(filed.cast.clerk("head"), Decide(filed.task("decide"), "grant"))
    drain()
    view = case_view(filed.applicant, filed.case)
    assert view.state == "finished"
    assert view.certificate is not None
    assert {document.kind for document in view.documents} >= {"receipt", "acceptance_notice", "decision_granted"}


def test_a_refusal_goes_out_with_a_letter(filed: Filed) -> None:
    accept(filed)
    opinions(filed)
    command = Decide(filed.task("decide"), "refuse", "操作间面积不足。", ("《中华人民共和国食品安全法》33",))
    perform(filed.cast.clerk("head"), command)
    drain()
    view = case_view(filed.applicant, filed.case)
    assert view.state == "finished"
    assert view.decision is not None
    assert view.decision.outcome == "refused"
    assert "decision_refused" in {document.kind for document in view.documents}


def test_papers_fill_what_is_empty_and_never_what_was_typed(filed: Filed) -> None:
    drain()
    view = case_view(filed.applicant, filed.case)
    typed = next(field for field in view.fields if field.field.code == "shop_name")
    assert typed.value == "云东区老罗面馆"
    assert typed.fact is not None
    assert typed.fact.source == "typed"


def test_every_recorded_step_has_a_ledger_entry(filed: Filed) -> None:
    accept(filed)
    case = Case.objects.get(pk=filed.case)
    assert [event.seq for event in case.events.order_by("seq")] == [1, 2]
    assert all(event.entry for event in case.events.all())
