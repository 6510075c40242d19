"""What is sent to the portal is bounded before it is read, and text that no column can hold is turned away."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.portal.actors import make

pytestmark = pytest.mark.usefixtures("fresh_limits", "demonstration")
PROJECT = Path(__file__).parents[2]
NUL = "a\0b"


def announce(client: Client, path: str, size: int) -> int:
    """Post a form that says it is `size` bytes long; nothing of that size is ever sent."""
    return client.post(path, {"a": "b"}, headers={"Content-Length": str(size)}, CONTENT_LENGTH=str(size)).status_code


def test_a_stranger_cannot_fill_the_disk_through_any_form(client: Client, settings: LazySettings) -> None:
    most = settings.LARGEST_BODY["anybody"]
    assert announce(client, "/check/", most + 1) == 413
    assert announce(client, "/accounts/login/", most + 1) == 413


def test_somebody_signed_in_may_send_a_paper_and_no_film(client: Client, settings: LazySettings) -> None:
    client.force_login(make("zhangsan"))
    film = SimpleUploadedFile("film.pdf", bytes(settings.LARGEST_BODY["anybody"]))
    assert client.post("/check/", {"file": film}).status_code == 422
    assert announce(client, "/check/", settings.LARGEST_BODY["signed_in"] + 1) == 413


def test_a_program_is_told_in_a_problem_document(client: Client) -> None:
    answer = client.post("/api/v1/tasks/", "{}", content_type="application/json", CONTENT_LENGTH=str(2**31))
    assert (answer.status_code, answer["Content-Type"]) == (413, "application/problem+json")


@pytest.mark.parametrize("length", ["-1", "١٢", "12a"])
def test_a_length_that_is_no_number_is_not_understood(client: Client, length: str) -> None:
    assert client.post("/check/", {"a": "b"}, CONTENT_LENGTH=length).status_code == 400


def test_a_zero_byte_in_a_form_is_not_understood_and_breaks_nothing(client: Client) -> None:
    client.raise_request_exception = False
    assert client.post("/accounts/login/", {"login": NUL, "password": NUL}).status_code == 400
    assert client.get("/", {"q": NUL}).status_code == 400


def test_the_portal_serves_nobody_under_the_secret_that_stands_in_its_source() -> None:
    started = subprocess.run(
        [sys.executable, "-c", "import portal.wsgi"],
        cwd=PROJECT,
        env={"PATH": "/usr/bin:/bin", "ONEDOOR_SECRET_KEY": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert started.returncode != 0
    assert "ONEDOOR_SECRET_KEY" in started.stderr
