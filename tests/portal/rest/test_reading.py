"""What a department's system may read: its tasks, the cases behind them, and their papers, byte for byte."""

import base64
import hashlib
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from ocr.api import original
from tests.portal.rest.conftest import PROBLEM, System
from tests.workflows.cases.filing import Filed
from workflows.cases.models import Paper, Task

pytestmark = pytest.mark.django_db


def more_tasks(filed: Filed, count: int) -> list[str]:
    """Further open tasks of the fire brigade, each opened a minute after the one before."""
    first = Task.objects.get(pk=filed.task("fire_consult"))
    rows = [
        Task(
            case_id=filed.case,
            work=f"x{n}",
            element="fire_consult",
            kind="consult",
            body_id="fire",
            role="fire_officer",
            opened_at=first.opened_at + timedelta(minutes=n + 1),
        )
        for n in range(count)
    ]
    Task.objects.bulk_create(rows)
    return [str(first.pk), *(str(row.pk) for row in rows)]


def pages(system: System, size: int) -> Iterator[Any]:
    """The pages of the task list, one by one, by the addresses that each gives."""
    answer = system.get("tasks/", page_size=size).json()
    yield answer
    while answer["next"]:
        answer = system.web.get(answer["next"], headers=system.headers).json()
        yield answer


def test_the_items_are_listed_with_the_hash_of_their_version(fire: System) -> None:
    (item,) = [each for each in fire.get("items/").json() if each["code"] == "food_permit"]
    assert item["title"]["zh"] == "食品经营许可（新办）"
    assert len(item["sha256"]) == 64


def test_a_system_sees_the_tasks_of_its_body_and_roles_alone(fire: System, filed: Filed, health: System) -> None:
    seen = fire.get("tasks/").json()["results"]
    assert [each["id"] for each in seen] == [str(filed.task("fire_consult"))]
    assert seen[0]["step"]["outcomes"][1] == {
        "code": "disagree", "label": {"zh": "有意见", "en": "Objection"}, "needs_reason": True,
    }  # fmt: skip
    assert health.get("tasks/").json()["results"] == []


@pytest.mark.parametrize("element", ["food_review", "city_consult", "accept"])
def test_a_task_of_another_department_is_not_there(fire: System, filed: Filed, element: str) -> None:
    task = filed.task(element)
    for answer in (fire.get(f"tasks/{task}/"), fire.opinion(task, key=element)):
        assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    unknown = fire.get(f"tasks/{uuid.uuid4()}/")
    assert unknown.content == fire.get(f"tasks/{task}/").content


def test_a_finished_task_can_still_be_read_but_lies_in_no_list(fire: System, filed: Filed) -> None:
    task = filed.task("fire_consult")
    fire.opinion(task)
    assert fire.get("tasks/").json()["results"] == []
    assert fire.get(f"tasks/{task}/").json()["state"] == "done"


def test_pages_show_every_task_once_and_in_order(fire: System, filed: Filed) -> None:
    expected = more_tasks(filed, 6)
    seen = [[each["id"] for each in page["results"]] for page in pages(fire, 3)]
    assert [len(page) for page in seen] == [3, 3, 1]
    assert [task for page in seen for task in page] == expected


def test_pages_stay_right_while_tasks_come_and_go(fire: System, filed: Filed) -> None:
    expected = more_tasks(filed, 6)
    seen = []
    for number, page in enumerate(pages(fire, 2)):
        seen += [each["id"] for each in page["results"]]
        # What was shown is finished and leaves the list; a new one comes at its end.
        Task.objects.filter(pk__in=seen).update(state="done", outcome="agree")
        if number == 0:
            last = Task.objects.get(pk=expected[-1])
            late = Task.objects.create(
                case_id=filed.case, work="late", element="fire_consult", kind="consult", body_id="fire",
                role="fire_officer", opened_at=last.opened_at + timedelta(minutes=1),
            )  # fmt: skip
    assert seen == [*expected, str(late.pk)]


@pytest.mark.parametrize("size", ["0", "-1", "many", "100000"])
def test_an_odd_page_size_is_brought_to_measure(fire: System, size: str) -> None:
    assert len(fire.get("tasks/", page_size=size).json()["results"]) == 1


@pytest.mark.parametrize("place", ["o=abc", "p=nonsense", "p=2026-01-01", "p=2026-13-45T00:00:00Z"])
def test_a_cursor_that_we_did_not_write_is_told_as_a_problem(fire: System, place: str) -> None:
    answer = fire.get("tasks/", cursor=base64.b64encode(place.encode()).decode())
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)


def test_a_case_shows_each_value_with_its_source(fire: System, filed: Filed) -> None:
    case = fire.get(f"cases/{filed.case}/").json()
    seats = next(each for each in case["values"] if each["code"] == "seats")
    assert (seats["value"], seats["source"]["source"], seats["source"]["grade"]) == (32, "typed", "D")
    assert (case["number"], case["state"]) == (filed.row.number, "accepted")
    assert {paper["slot"] for paper in case["papers"]} == {"lease"}
    assert "operator_id" not in {each["code"] for each in case["values"]}


def test_a_case_without_a_part_in_it_is_not_there(filed: Filed, health: System, tokens: dict[str, str]) -> None:
    early = System(tokens["fire_system"], Client())
    for system in (health, early):
        answer = system.get(f"cases/{filed.case}/")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_paper_comes_byte_for_byte(fire: System, filed: Filed) -> None:
    paper = Paper.objects.get(case=filed.case, slot="lease")
    answer = fire.get(f"cases/{filed.case}/papers/{paper.pk}/")
    assert answer.content == original(paper.sha256).read_bytes()
    assert hashlib.sha256(answer.content).hexdigest() == paper.sha256
    assert (answer["Content-Type"], answer["Cache-Control"]) == ("image/png", "no-store")
    assert answer["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("slot", ["id_card", "licence"])
def test_a_paper_that_the_step_does_not_need_is_not_there(fire: System, filed: Filed, slot: str) -> None:
    paper = Paper.objects.get(case=filed.case, slot=slot)
    assert fire.get(f"cases/{filed.case}/papers/{paper.pk}/").status_code == 404


def test_a_paper_is_not_there_for_others_nor_under_another_case(fire: System, filed: Filed, health: System) -> None:
    paper = Paper.objects.get(case=filed.case, slot="lease")
    assert health.get(f"cases/{filed.case}/papers/{paper.pk}/").status_code == 404
    assert fire.get(f"cases/{uuid.uuid4()}/papers/{paper.pk}/").status_code == 404
    assert fire.get(f"cases/{filed.case}/papers/{uuid.uuid4()}/").status_code == 404
