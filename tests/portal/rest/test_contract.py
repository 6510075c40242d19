"""The contract with programs: one described interface, and every error a problem document."""

import json
import re
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from drf_spectacular.drainage import GENERATOR_STATS

from portal.rest.urls import urlpatterns
from tests.portal.rest.conftest import PROBLEM, System
from tests.workflows.cases.filing import Filed
from workflows.errors import Unavailable

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def schema(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The OpenAPI document, validated, without a warning."""
    path = tmp_path_factory.mktemp("schema") / "schema.json"
    GENERATOR_STATS.reset()
    options = {"fail_on_warn": True, "validate": True, "format": "openapi-json", "file": str(path)}
    call_command("spectacular", urlconf="portal.rest.urls", **options)
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_interface_is_described_whole_in_openapi_3_1(schema: Any) -> None:
    assert schema["openapi"].startswith("3.1")
    described = {path.lstrip("/") for path in schema["paths"]}
    addresses = {re.sub(r"<\w+:(\w+)>", r"{\1}", str(each.pattern)) for each in urlpatterns}
    assert described == addresses - {"api/v1/schema/"}


def test_every_endpoint_asks_for_a_token_and_says_how_it_fails(schema: Any) -> None:
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            scope = "cases:read" if method == "get" else "cases:write"
            assert operation["security"] == [{"oauth2": [scope]}], path
            assert {"401", "403", "404"} <= set(operation["responses"]), path
            assert set(operation["responses"]["404"]["content"]) == {PROBLEM}


def test_lists_are_described_as_pages_and_papers_field_by_field(schema: Any) -> None:
    listed = schema["paths"]["/api/v1/tasks/"]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    assert listed["$ref"].endswith("PaginatedTaskList")
    papers = schema["components"]["schemas"]["Case"]["properties"]["papers"]
    assert papers["items"]["$ref"].endswith("/Paper")


def test_a_change_is_described_with_its_key(schema: Any) -> None:
    operation = schema["paths"]["/api/v1/tasks/{task_id}/opinion/"]["post"]
    (key,) = [each for each in operation["parameters"] if each["name"] == "Idempotency-Key"]
    assert (key["in"], key["required"]) == ("header", True)
    assert {"400", "409", "422", "503"} <= set(operation["responses"])


def test_anybody_may_read_the_description(db: None) -> None:
    assert Client().get("/api/v1/schema/").status_code == 200


@pytest.mark.parametrize("path", ["/api/", "/api/v1/", "/api/v1/nothing/", "/api/v2/tasks/", "/api/v1/tasks/1/"])
def test_an_address_that_is_not_there_is_a_problem_document(path: str) -> None:
    answer = Client().get(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    assert answer.json()["status"] == 404


@pytest.mark.parametrize("method", ["put", "patch", "delete", "post"])
def test_a_method_that_is_not_offered_is_a_problem_document(fire: System, method: str) -> None:
    answer = getattr(fire.web, method)("/api/v1/tasks/", content_type="application/json", headers=fire.headers)
    assert (answer.status_code, answer["Content-Type"]) == (405, PROBLEM)


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        ("{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        ("outcome=agree", "application/x-www-form-urlencoded", 415),
        ("<outcome/>", "application/xml", 415),
    ],
)
def test_a_body_that_is_no_json_is_a_problem_document(
    fire: System, filed: Filed, body: Any, content_type: str, status: int
) -> None:
    path = f"/api/v1/tasks/{filed.task('fire_consult')}/opinion/"
    headers = fire.headers | {"Idempotency-Key": "k"}
    answer = fire.web.post(path, body, content_type=content_type, headers=headers)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)


def test_who_accepts_no_json_gets_a_problem_document(fire: System) -> None:
    answer = fire.web.get("/api/v1/tasks/", headers=fire.headers | {"Accept": "text/html"})
    assert (answer.status_code, answer["Content-Type"]) == (406, PROBLEM)


def test_a_part_that_is_down_says_when_to_come_back(
    fire: System, filed: Filed, monkeypatch: pytest.MonkeyPatch
) -> None:
    def down(*_: object) -> None:
        raise Unavailable("database")

    monkeypatch.setattr("portal.rest.views.perform", down)
    answer = fire.opinion(filed.task("fire_consult"))
    assert (answer.status_code, answer["Content-Type"], answer["Retry-After"]) == (503, PROBLEM, "30")


def test_no_answer_is_kept_by_caches_or_shown_in_frames(fire: System) -> None:
    answer = fire.get("tasks/")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cache-Control"] == "no-store"
