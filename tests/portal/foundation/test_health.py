"""Whether the parts answer."""

import pytest
from django.db import DatabaseError
from django.test import Client

from portal import health


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
