"""Whether the parts answer."""

import pytest
from django.db import DatabaseError
from django.test import Client

from portal import health
from tests.portal.actors import make


def test_the_state_names_each_part(db: None, client: Client) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json()["parts"]["database"] == "ok"
    assert set(response.json()["parts"]) == set(health.PARTS)


def test_a_broker_that_is_down_leaves_the_portal_up(db: None, client: Client, settings: object) -> None:
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"  # type: ignore[attr-defined]
    response = client.get("/healthz")
    assert (response.status_code, response.json()["parts"]["broker"]) == (200, "down")


def test_without_its_database_the_portal_is_down(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> str:
        raise DatabaseError

    monkeypatch.setattr(health, "PARTS", {"database": refuse})
    assert client.get("/healthz").status_code == 503


def test_the_dear_question_is_answered_to_administrators_only(client: Client, demonstration: None, db: None) -> None:
    assert "ocr" not in client.get("/healthz?deep").json()["parts"]
    client.force_login(make("xitong", administers="system"), "portal.accounts.backend.AccountBackend")
    assert client.get("/healthz?deep").json()["parts"]["ocr"] == "ok"


def test_health_asks_the_engines_nothing_for_a_load_balancer(
    db: None, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "DEEP", {"ocr": lambda: pytest.fail("asked")})
    assert client.get("/healthz?deep").status_code == 200
