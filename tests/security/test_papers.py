"""Pictures of people's papers: kept by nobody's browser, and not taken in where they can serve nothing."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from ocr.models import StoredDocument
from tests.cast import Cast
from tests.workflows.cases.filing import Filed, blank_page, file_case
from workflows.cases.models import Paper

OpenAs = Callable[[str], Client]


@pytest.fixture
def filed(cast: Cast) -> Filed:
    """A case that was handed in."""
    return file_case(cast)


def first_page(filed: Filed) -> str:
    paper = Paper.objects.filter(case=filed.case).earliest("added_at")
    return f"cases/{filed.case}/papers/{paper.pk}/1/"


def test_no_browser_keeps_a_picture_of_a_paper(filed: Filed, open_as: OpenAs) -> None:
    for username, address in (("luo", first_page(filed)), ("desk", "hall/" + first_page(filed))):
        answer = open_as(username).get("/" + address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
        assert "no-store" in answer["Cache-Control"]


def test_nobody_else_sees_a_paper_by_any_entry(filed: Filed, open_as: OpenAs) -> None:
    for username, prefix in (("lin", "/"), ("lin", "/hall/"), ("fire", "/hall/"), ("desk", "/"), ("city", "/hall/")):
        assert open_as(username).get(prefix + first_page(filed)).status_code in (403, 404)
    assert Client().get("/" + first_page(filed))["Location"].startswith("/accounts/login/")


def test_bytes_for_a_case_that_takes_none_are_not_kept(filed: Filed, open_as: OpenAs) -> None:
    before = StoredDocument.objects.count()
    late = {"slot": "lease", "file": SimpleUploadedFile("late.png", blank_page(99))}
    assert open_as("luo").post(f"/cases/{filed.case}/papers/upload/", late).status_code == 409
    assert StoredDocument.objects.count() == before


@pytest.mark.parametrize("code", ["a/b", "http://127.0.0.1/check/ABC/", "/", "..", "%2F", "check"])
def test_whatever_is_asked_for_as_a_code_breaks_no_page(client: Client, db: None, code: str) -> None:
    assert client.get("/check/", {"code": code}, follow=True).status_code in (200, 404)
