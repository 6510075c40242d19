"""Decisions on cases, by function and past every function."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tests.workflows.outcomes.samples import RIGHTS
from workflows.errors import Conflict
from workflows.law.label import Label
from workflows.outcomes.decisions import decide, grant
from workflows.outcomes.grounds import Grounds, Unfounded
from workflows.outcomes.models import Decision

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
CASE, HEAD = uuid4(), uuid4()


def refuse(**changes: Any) -> Decision:
    said: dict[str, Any] = {
        "case": CASE,
        "outcome": "refused",
        "reasons": " 未设专间。 ",
        "bases": ["《食品安全法》第三十三条", " "],
        "rights": RIGHTS,
        "decided_by": HEAD,
        "body": "amr",
        "at": NOW,
    }
    return decide(**said | changes)


def test_a_refusal_keeps_its_reasons_its_law_and_the_rights() -> None:
    row = Decision.objects.get(pk=refuse().pk)
    assert (row.outcome, row.reasons, row.bases) == ("refused", "未设专间。", ["《食品安全法》第三十三条"])
    assert row.rights == [{"zh": RIGHTS.text.zh, "en": RIGHTS.text.en}]


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({"reasons": " \n\u3000"}, "reasons"),
        ({"bases": [" "]}, "bases"),
        ({"bases": []}, "bases"),
        ({"rights": None}, "rights"),
    ],
)
def test_a_refusal_that_leaves_something_out_is_not_written(changes: dict[str, Any], missing: str) -> None:
    with pytest.raises(Unfounded) as caught:
        refuse(**changes)
    assert caught.value.missing == (missing,)
    assert not Decision.objects.exists()


def test_grounds_cannot_even_be_made_empty() -> None:
    with pytest.raises(Unfounded) as caught:
        Grounds("", (), (Label("", ""),), " ")
    assert caught.value.missing == ("reasons", "bases", "rights", "online")


FULL = {
    "reasons": "未设专间",
    "bases": ["第三十三条"],
    "rights": [{"zh": "复议", "en": ""}],
    "online": "办件页面",
    "decided_by": HEAD,
}


@pytest.mark.parametrize(
    "change",
    [
        {"reasons": ""},
        {"reasons": " \n "},
        {"bases": []},
        {"bases": {}},
        {"rights": []},
        {"rights": "x"},
        {"online": " "},
        {"decided_by": None},
    ],
)
def test_the_database_itself_refuses_an_unfounded_refusal(change: dict[str, Any]) -> None:
    Decision.objects.create(case=uuid4(), outcome="refused", body="amr", at=NOW, **FULL)
    with pytest.raises(IntegrityError):
        Decision.objects.create(case=uuid4(), outcome="refused", body="amr", at=NOW, **FULL | change)


def test_the_second_decision_learns_who_was_first() -> None:
    grant(case=CASE, decided_by=HEAD, body="amr", at=NOW)
    with pytest.raises(Conflict) as caught:
        refuse()
    assert (caught.value.what, caught.value.who, caught.value.when) == ("decided", "amr", NOW)
    assert Decision.objects.get().outcome == "granted", "and the transaction lives on"


def test_a_rule_may_grant_but_only_a_person_refuses() -> None:
    assert grant(case=CASE, decided_by=None, body="amr", at=NOW).decided_by is None
    with pytest.raises(ValueError, match="person"):
        refuse(case=uuid4(), decided_by=None)


@pytest.mark.parametrize("statement", ["UPDATE workflows_decision SET reasons = 'x'", "DELETE FROM workflows_decision"])
def test_nobody_changes_or_removes_a_decision_afterwards(statement: str) -> None:
    refuse()
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_an_unknown_outcome_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        refuse(outcome="perhaps")


def test_cases_are_decided_apart() -> None:
    cases: list[UUID] = [uuid4(), uuid4()]
    for case in cases:
        grant(case=case, decided_by=HEAD, body="amr", at=NOW)
    assert Decision.objects.count() == 2
