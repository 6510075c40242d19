"""A department's system finishes its task: once, with a key, by the rules of the screen."""

from typing import Any

import pytest

from portal.rest.models import Answer
from tests.portal.rest.conftest import PROBLEM, System
from tests.workflows.cases.filing import Filed
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.models import Case, Event, Task

pytestmark = pytest.mark.django_db


def test_an_opinion_finishes_the_task_and_names_its_ledger_entry(fire: System, filed: Filed) -> None:
    answer = fire.opinion(filed.task("fire_consult"), opinion="符合要求。")
    event = Event.objects.get(case=filed.case, verb="give_opinion")
    assert answer.status_code == 200
    assert answer.json()["receipt"] == str(event.entry)
    assert (event.actor_kind, event.client, event.channel, event.person) == ("client", "fire_system", "api", None)
    assert Task.objects.get(pk=filed.task("fire_consult")).opinion == "符合要求。"


@pytest.mark.parametrize("key", [None, "", "   ", "k" * 81])
def test_a_change_without_a_key_is_refused(fire: System, filed: Filed, key: str | None) -> None:
    answer = fire.opinion(filed.task("fire_consult"), key=key)
    assert (answer.status_code, answer["Content-Type"]) == (400, PROBLEM)
    assert answer.json()["code"] == "idempotency_key_required"
    assert "fire_consult" in filed.open_elements()


def test_the_same_request_gets_the_same_bytes_and_acts_once(fire: System, filed: Filed) -> None:
    first = fire.opinion(filed.task("fire_consult"))
    filed.by("food", GiveOpinion(filed.task("food_review"), "agree"))
    again = fire.opinion(filed.task("fire_consult"))
    assert (again.status_code, again.content, again["Content-Type"]) == (200, first.content, first["Content-Type"])
    assert Event.objects.filter(case=filed.case, verb="give_opinion", client="fire_system").count() == 1


def test_the_same_key_with_another_request_is_refused(fire: System, filed: Filed) -> None:
    fire.opinion(filed.task("fire_consult"))
    answer = fire.opinion(filed.task("fire_consult"), "disagree", opinion="通道被占用。")
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")
    assert Task.objects.get(pk=filed.task("fire_consult")).outcome == "agree"


def test_the_key_of_one_system_means_nothing_to_another(fire: System, filed: Filed, health: System) -> None:
    fire.opinion(filed.task("fire_consult"))
    assert health.opinion(filed.task("fire_consult")).status_code == 404


def test_a_request_that_failed_may_be_mended_under_the_same_key(fire: System, filed: Filed) -> None:
    assert fire.opinion(filed.task("fire_consult"), "disagree").status_code == 422
    assert not Answer.objects.exists()
    assert fire.opinion(filed.task("fire_consult"), "disagree", opinion="通道被占用。").status_code == 200


@pytest.mark.parametrize(
    ("body", "field", "code"),
    [
        ({"outcome": "maybe"}, "outcome", "unknown_outcome"),
        ({"outcome": "disagree"}, "opinion", "required"),
        ({}, "outcome", "required"),
        ({"outcome": ""}, "outcome", "blank"),
        ({"outcome": ["agree"]}, "outcome", "invalid"),
        ({"outcome": "agree", "opinion": "长" * 5001}, "opinion", "max_length"),
        ([], "", "invalid"),
    ],
)
def test_every_problem_is_told_with_its_field_and_code(
    fire: System, filed: Filed, body: Any, field: str, code: str
) -> None:
    answer = fire.post(f"tasks/{filed.task('fire_consult')}/opinion/", body)
    assert (answer.status_code, answer["Content-Type"]) == (422, PROBLEM)
    told = answer.json()
    assert (told["status"], told["code"]) == (422, "invalid")
    assert [(each["field"], each["code"]) for each in told["errors"]] == [(field, code)]
    assert {frozenset(each) for each in told["errors"]} == {frozenset({"field", "row", "code", "params"})}


def test_a_task_that_is_finished_tells_who_and_when(fire: System, filed: Filed) -> None:
    filed.by("fire", GiveOpinion(filed.task("fire_consult"), "agree"))
    answer = fire.opinion(filed.task("fire_consult"))
    told, task = answer.json(), Task.objects.get(pk=filed.task("fire_consult"))
    assert (answer.status_code, answer["Content-Type"], told["code"]) == (409, PROBLEM, "task_done")
    assert task.closed_at is not None
    assert (told["who"], told["when"]) == ("孙立峰", task.closed_at.isoformat())


def test_a_task_that_an_officer_holds_is_not_taken_from_under_the_hands(fire: System, filed: Filed) -> None:
    filed.by("fire", Claim(filed.task("fire_consult")))
    answer = fire.opinion(filed.task("fire_consult"))
    assert (answer.status_code, answer.json()["code"], answer.json()["who"]) == (409, "task_claimed", "孙立峰")


def test_nothing_else_can_be_written_along(fire: System, filed: Filed) -> None:
    before = Case.objects.values().get(pk=filed.case)
    sent = {"state": "granted", "done_by": str(filed.applicant.person), "body": "amr", "staff": ["x"], "case": "y"}
    assert fire.opinion(filed.task("fire_consult"), **sent).status_code == 200
    after = Case.objects.values().get(pk=filed.case)
    assert {name for name in before if before[name] != after[name]} == {"marking", "version", "changed_at"}
    task = Task.objects.get(pk=filed.task("fire_consult"))
    assert (task.done_by_id, task.body_id, task.staff) == (None, "fire", [])


@pytest.mark.parametrize("element", ["decide", "site_visit"])
def test_no_other_step_is_finished_by_this_door(fire: System, filed: Filed, element: str) -> None:
    Task.objects.filter(pk=filed.task("fire_consult")).update(kind=element)
    answer = fire.opinion(filed.task("fire_consult"))
    assert (answer.status_code, answer.json()["code"]) == (403, "other_kind")
