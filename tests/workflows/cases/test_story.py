"""The story of a food permit through its commands: three departments, one decision, one certificate."""

import pytest

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, do_jobs, file_case
from workflows.cases.commands.give_opinion import GiveOpinion

pytestmark = pytest.mark.django_db


def test_acceptance_opens_three_departments_side_by_side(filed: Filed) -> None:
    filed.accept()
    assert filed.open_elements() == {"food_review", "fire_consult", "city_consult"}


def test_the_decision_waits_for_all_three(filed: Filed) -> None:
    filed.accept()
    filed.by("food", GiveOpinion(filed.task("food_review"), "agree"))
    assert "decide" not in filed.open_elements()


@pytest.mark.parametrize("answers", [{"scope": ["hot", "raw"]}, {"scope": ["cold"]}, {"seats": "76"}])
def test_raw_or_cold_food_or_many_seats_add_a_site_visit(cast: Cast, answers: dict[str, object]) -> None:
    filed = file_case(cast, **answers)
    filed.accept()
    filed.opinions()
    assert filed.open_elements() == {"site_visit"}
    filed.visit()
    assert filed.open_elements() == {"decide"}


def test_75_seats_and_hot_food_need_no_visit(cast: Cast) -> None:
    filed = file_case(cast, seats="75")
    filed.accept()
    filed.opinions()
    assert filed.open_elements() == {"decide"}


def test_a_grant_brings_a_certificate_and_finishes_the_case(filed: Filed) -> None:
    filed.reviewed().decide()
    do_jobs("compose_document", "issue", "deliver")
    view = filed.view()
    assert view.state == "finished"
    assert view.certificate is not None
    assert view.certificate.status == "valid"
    assert {document.kind for document in view.documents} >= {"receipt", "acceptance_notice", "decision_granted"}


def test_a_refusal_goes_out_with_a_letter_and_no_certificate(filed: Filed) -> None:
    filed.reviewed().decide("refuse")
    do_jobs("deliver")
    view = filed.view()
    assert view.state == "finished"
    assert view.certificate is None
    assert view.decision is not None
    assert view.decision.outcome == "refused"
    assert "decision_refused" in {document.kind for document in view.documents}


def test_an_objection_of_one_department_does_not_decide(filed: Filed) -> None:
    filed.accept()
    filed.by("fire", GiveOpinion(filed.task("fire_consult"), "disagree", "疏散通道被占用。"))
    filed.by("food", GiveOpinion(filed.task("food_review"), "agree"))
    filed.by("city", GiveOpinion(filed.task("city_consult"), "agree"))
    assert filed.row.state == "accepted"
    assert filed.open_elements() == {"decide"}
