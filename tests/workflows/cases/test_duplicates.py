"""About one object one case is open: told at the start, refused when handed in, and never two at once."""

from uuid import UUID

import pytest
from django.db import IntegrityError, transaction

from tests.workflows.cases.filing import ANSWERS, Filed, draft
from workflows.cases.command import perform
from workflows.cases.commands.submit import Submit
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.models import Case
from workflows.cases.queries.lists import open_cases
from workflows.errors import Invalid

pytestmark = pytest.mark.django_db
PLACE = str(ANSWERS["address"])


def again(filed: Filed, **answers: str) -> UUID:
    """A second draft of the same applicant about the same place of the same business."""
    return draft(filed.applicant, **{"address": PLACE} | answers)


def test_a_case_that_is_open_is_told_before_another_begins(filed: Filed) -> None:
    assert [line.id for line in open_cases(filed.applicant, "food_permit")] == [filed.case]
    assert open_cases(filed.cast.citizen("lin"), "food_permit") == ()
    assert open_cases(filed.applicant, "something_else") == ()


def test_a_second_case_about_the_same_names_the_open_one(filed: Filed) -> None:
    with pytest.raises(Invalid) as refused:
        perform(filed.applicant, Submit(again(filed)))
    (problem,) = refused.value.problems
    assert (problem.code, problem.params) == ("duplicate", {"case": str(filed.case), "number": filed.row.number})


@pytest.mark.parametrize(
    "other", [{"address": "云州市云东区望江街道滨江路99号"}, {"uscc": "92990102MA0000003G"}], ids=["place", "business"]
)
def test_another_object_is_another_case(filed: Filed, other: dict[str, str]) -> None:
    assert perform(filed.applicant, Submit(again(filed, **other))).state == "received"


def test_after_a_refusal_one_may_ask_again(filed: Filed) -> None:
    filed.reviewed().decide("refuse")
    assert perform(filed.applicant, Submit(again(filed))).state == "received"


def test_after_a_withdrawal_one_may_ask_again(filed: Filed) -> None:
    perform(filed.applicant, Withdraw(filed.case))
    assert perform(filed.applicant, Submit(again(filed))).state == "received"


def test_another_persons_case_about_the_same_is_another_case(filed: Filed) -> None:
    other = filed.cast.citizen("lin")
    assert perform(other, Submit(draft(other, address=PLACE))).state == "received"


def test_the_database_itself_takes_no_second(filed: Filed) -> None:
    second = perform(filed.applicant, Submit(again(filed, address="云州市云东区望江街道滨江路99号"))).case
    with pytest.raises(IntegrityError, match="one_open_case_about_an_object"), transaction.atomic():
        Case.objects.filter(pk=second).update(object_key=filed.row.object_key)
