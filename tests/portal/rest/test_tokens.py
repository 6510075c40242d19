"""Who is let in: a department's system with a token of the right scope, and nobody else."""

import stat
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken, Application

from portal.rest import models
from portal.rest.clients import register_client, secret_path
from tests.portal.rest.conftest import PROBLEM, System
from tests.workflows.cases.filing import Filed

pytestmark = pytest.mark.django_db
NOBODY = UUID(int=1)
PATHS = ["items/", "tasks/", f"tasks/{NOBODY}/", f"cases/{NOBODY}/", f"cases/{NOBODY}/papers/{NOBODY}/"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("header", [None, "Bearer ", "Bearer no-such-token", "Basic Zjpm"])
def test_without_a_good_token_everything_is_closed(path: str, header: str | None) -> None:
    answer = Client().get(f"/api/v1/{path}", headers={"Authorization": header} if header else {})
    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_token_that_has_expired_is_no_token(fire: System) -> None:
    AccessToken.objects.update(expires=timezone.now() - timedelta(seconds=1))
    assert fire.get("tasks/").status_code == 401


def test_a_token_for_reading_changes_nothing(fire: System, filed: Filed, tokens: dict[str, str]) -> None:
    reader = System(tokens["reader"], Client())
    assert reader.get("tasks/").status_code == 200
    answer = reader.opinion(filed.task("fire_consult"))
    assert (answer.status_code, answer["Content-Type"]) == (403, PROBLEM)
    assert "fire_consult" in filed.open_elements()


def test_a_token_of_no_department_sees_nothing(fire: System) -> None:
    models.Client.objects.all().delete()
    answer = fire.get("tasks/")
    assert (answer.status_code, answer.json()["code"]) == (403, "no_body")


def test_a_signed_in_citizen_is_nobody_here(fire: System, django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("luo", person=uuid4())
    browser = Client()
    browser.force_login(user)
    assert browser.get("/api/v1/tasks/").status_code == 401


@pytest.mark.parametrize(
    "wrong", [{"client_secret": "guess"}, {"client_id": "nobody"}, {"grant_type": "password"}, {"scope": "admin"}]
)
def test_no_token_for_wrong_credentials_or_another_grant(tokens: dict[str, str], wrong: dict[str, str]) -> None:
    right = {"grant_type": "client_credentials", "client_id": "fire_system", "scope": "cases:read"}
    right["client_secret"] = secret_path("fire_system").read_text(encoding="ascii")
    assert Client().post("/oauth/token/", right).status_code == 200
    assert Client().post("/oauth/token/", right | wrong).status_code in (400, 401)


def test_the_secret_lies_in_a_file_of_ours_alone_and_in_the_database_as_a_hash(
    db: None, settings: Any, tmp_path: Path
) -> None:
    settings.KEYS_DIR = tmp_path / "keys"
    register_client("planning_system", "planning", ["planner"])
    path = secret_path("planning_system")
    secret = path.read_text(encoding="ascii")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(secret) >= 40
    assert secret not in Application.objects.get(client_id="planning_system").client_secret


def test_registering_again_changes_neither_secret_nor_roles(db: None, settings: Any, tmp_path: Path) -> None:
    settings.KEYS_DIR = tmp_path
    first = register_client("planning_system", "planning", ["planner"])
    secret = secret_path("planning_system").read_text(encoding="ascii")
    assert register_client("planning_system", "fire", ["fire_officer"]) == first
    assert secret_path("planning_system").read_text(encoding="ascii") == secret
    first.refresh_from_db()
    assert (first.body, first.roles) == ("planning", ["planner"])
