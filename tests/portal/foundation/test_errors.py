"""What went wrong is said in words, in the reader's language, with what to do; programs get a problem document."""

import json
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils.translation import override

from portal import errors, refusals
from portal.middleware import TranslateRefusals
from workflows.api import Conflict, Forbidden, Invalid, NotFound, Problem, Refusal, Unavailable

WHEN = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)
CASES = [
    (NotFound(), 404, "没有找到"),
    (Forbidden("own_case"), 403, "与本人有关"),
    (Conflict("decided", "李四", WHEN), 409, "李四"),
    (Conflict("decided", "李四", WHEN), 409, "2026年11月22日 09:30"),
    (Invalid(Problem("seats", "too_small", params={"limit": 1})), 422, "不能小于 1"),
    (Unavailable("chain"), 503, "存证链"),
]


def answer(refusal: Refusal, path: str = "/cases/1/") -> HttpResponse:
    request = RequestFactory().get(path)
    request.user = AnonymousUser()
    return refusals.answer(request, refusal)


@pytest.mark.parametrize(("refusal", "status", "sentence"), CASES)
def test_a_refusal_becomes_a_page_that_explains_it(refusal: Refusal, status: int, sentence: str) -> None:
    response = answer(refusal)
    assert response.status_code == status
    assert sentence in response.content.decode()


@pytest.mark.parametrize("refusal", [NotFound(), Forbidden("nobody_knows_this"), Conflict("x"), Unavailable("y")])
def test_no_page_shows_a_code_or_fails_for_an_unknown_one(refusal: Refusal) -> None:
    text = answer(refusal).content.decode()
    assert "nobody_knows_this" not in text


def test_a_part_that_is_down_says_when_to_come_back() -> None:
    assert answer(Unavailable("chain"))["Retry-After"] == "30"


@pytest.mark.parametrize("refusal", [case[0] for case in CASES])
def test_a_program_gets_the_same_as_a_problem_document(refusal: Refusal) -> None:
    response = answer(refusal, "/api/v1/cases/1/")
    body = json.loads(response.content)
    assert response["Content-Type"] == "application/problem+json"
    assert body["status"] == response.status_code
    assert body["title"]


def test_a_problem_document_names_each_field() -> None:
    body = json.loads(
        answer(Invalid(Problem("seats", "required"), Problem("name", "too_long", params={"max": 5})), "/api/x").content
    )
    assert [one["field"] for one in body["problems"]] == ["seats", "name"]


def test_other_exceptions_are_not_taken_for_refusals() -> None:
    middleware = TranslateRefusals(lambda request: HttpResponse())
    assert middleware.process_exception(RequestFactory().get("/"), ValueError("x")) is None


@pytest.mark.parametrize(
    ("path", "sentence"), [("/nothing/", "没有找到这个页面"), ("/en/nothing/", "This page was not found")]
)
def test_a_missing_page_says_so_in_the_language_of_its_address(
    db: None, client: Client, path: str, sentence: str
) -> None:
    response = client.get(path)
    assert response.status_code == 404
    assert sentence in response.content.decode()


def test_a_missing_address_of_the_interface_is_a_problem_document(db: None, client: Client) -> None:
    response = client.get("/api/nothing")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"


def test_a_form_without_its_token_is_refused_in_words(db: None) -> None:
    response = Client(enforce_csrf_checks=True).post("/display/text-size/", {"size": "large"})
    assert response.status_code == 403
    assert "表单打开时间过长" in response.content.decode()


def test_the_page_for_our_own_fault_needs_neither_database_nor_session() -> None:
    with override("en"):
        response = errors.broken(RequestFactory().get("/"))
    text = response.content.decode()
    assert response.status_code == 500
    assert "系统出了问题" in text
    assert "Something went wrong on our side" in text


def test_too_many_attempts_are_answered_in_words(fresh_limits: None, client: Client) -> None:
    for _ in range(31):
        response = client.post("/accounts/login/", {"login": "x", "password": "y"})
    assert response.status_code == 429
    assert "尝试次数过多" in response.content.decode()
