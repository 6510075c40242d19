"""A department's system is offered the same as a clerk at the desk, as far as it needs no person."""

import pytest
from django.utils import timezone

from tests.portal.rest.conftest import System
from tests.workflows.cases.filing import Filed
from workflows.cases.commands.supervise import Supervise
from workflows.cases.models import Supervision

pytestmark = pytest.mark.django_db


def test_a_system_takes_its_own_last_opinion_back(filed: Filed, fire: System) -> None:
    task = filed.task("fire_consult")
    assert fire.get(f"tasks/{task}/actions/").json() == []
    fire.opinion(task)
    assert [each["code"] for each in fire.get(f"tasks/{task}/actions/").json()] == ["take_back"]
    assert fire.post(f"tasks/{task}/actions/take_back/", {}, key="k2").status_code == 200
    assert "fire_consult" in filed.open_elements()


def test_a_system_answers_an_order(filed: Filed, fire: System) -> None:
    task = filed.task("fire_consult")
    filed.by("supervisor", Supervise(task, timezone.localdate(), "请说明。"))
    (action,) = fire.get(f"tasks/{task}/actions/").json()
    assert (action["code"], action["asks"]) == ("answer_supervision", ["answer"])
    refused = fire.post(f"tasks/{task}/actions/answer_supervision/", {}, key="k3")
    assert (refused.status_code, refused.json()["errors"][0]["field"]) == (422, "answer")
    fire.post(f"tasks/{task}/actions/answer_supervision/", {"answer": "已安排。"}, key="k4")
    assert Supervision.objects.get().answered_client == "fire_system"


@pytest.mark.parametrize("code", ["transfer", "jump", "decide", "suspend", "nothing"])
def test_what_needs_a_person_or_is_nothing_is_refused(filed: Filed, fire: System, code: str) -> None:
    answer = fire.post(f"tasks/{filed.task('fire_consult')}/actions/{code}/", {}, key=f"k-{code}")
    assert answer.status_code in (403, 404)


def test_another_departments_task_is_not_there(filed: Filed, health: System) -> None:
    task = filed.task("accept")
    assert health.get(f"tasks/{task}/actions/").status_code == 404
    assert health.post(f"tasks/{task}/actions/send_back/", {}).status_code == 404
