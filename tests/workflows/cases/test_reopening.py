"""What was ended is done again as a new case that names the old one, which stays as it was decided."""

import pytest

from tests.workflows.cases.filing import Filed
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.reopen import CAUSES, Reopen
from workflows.cases.models import Case, Clock, Event
from workflows.errors import Conflict, Invalid

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(filed: Filed) -> Filed:
    """Refused, the letter not delivered yet."""
    filed.reviewed().decide("refuse")
    return filed


@pytest.mark.parametrize("cause", CAUSES)
def test_a_case_is_done_again_within_the_days_that_were_ordered(refused: Filed, cause: str) -> None:
    refused.by("head", Reopen(refused.case, cause, "决定被撤销，责令重作。", "云复决〔2026〕7号", 15))
    again = Case.objects.get(reopens=refused.case)
    rule = Clock.objects.get(case=again, code="legal").rule
    assert (rule["value"], rule["unit"], rule["basis"]) == (15, "calendar_day", "云复决〔2026〕7号")
    assert (again.state, refused.row.state) == ("accepted", "refused")


def test_both_cases_name_each_other_and_nothing_is_typed_again(refused: Filed) -> None:
    refused.by("head", Reopen(refused.case, "court", "判决重作。", "（2026）云行初1号"))
    again = Case.objects.get(reopens=refused.case)
    assert Event.objects.get(case=again).params["reopens"] == refused.row.number
    assert Event.objects.get(case=refused.case, verb="reopen").params["reopened_as"] == again.number
    assert again.submissions.get().values == refused.row.submissions.latest("seq").values
    assert again.papers.count() == refused.row.papers.count()


def test_the_case_that_is_done_again_goes_its_way_to_a_new_decision(refused: Filed) -> None:
    refused.by("head", Reopen(refused.case, "court", "判决重作。", "（2026）云行初1号"))
    again = Filed(refused.cast, refused.applicant, Case.objects.get(reopens=refused.case).pk)
    again.opinions()
    again.by("head2", Decide(again.task("decide"), "grant"))
    assert (again.row.state, refused.row.state) == ("granted", "refused")


def test_what_runs_is_not_reopened(filed: Filed) -> None:
    with pytest.raises(Conflict) as early:
        filed.by("head", Reopen(filed.case, "error", "x", "y"))
    assert early.value.what == "state_received"


def test_what_is_done_again_is_not_done_twice_at_a_time(refused: Filed) -> None:
    refused.by("head", Reopen(refused.case, "error", "x", "y"))
    with pytest.raises(Conflict) as twice:
        refused.by("head", Reopen(refused.case, "error", "x", "y"))
    assert twice.value.what == "reopened"
    assert Case.objects.filter(reopens=refused.case).count() == 1


@pytest.mark.parametrize(
    ("command", "field"),
    [
        (("tired", "x", "y"), "cause"),
        (("court", " ", "y"), "reasons"),
        (("court", "x", ""), "basis"),
        (("court", "x", "y", 0), "days"),
    ],
    ids=["cause", "reasons", "basis", "days"],
)
def test_reopening_names_cause_reasons_and_ruling(refused: Filed, command: tuple[str, ...], field: str) -> None:
    with pytest.raises(Invalid) as wrong:
        refused.by("head", Reopen(refused.case, *command))  # type: ignore[arg-type]
    assert [problem.field for problem in wrong.value.problems] == [field]
    assert not Case.objects.filter(reopens=refused.case).exists()
