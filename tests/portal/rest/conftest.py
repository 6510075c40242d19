"""A department's system with a real token, and a case that waits for its opinion."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from portal.rest.clients import register_client, secret_path
from tests.workflows.cases.conftest import cast, filed, world
from tests.workflows.cases.filing import Filed

__all__ = ["cast", "filed", "fire", "get_token", "health", "tokens", "world"]
PROBLEM = "application/problem+json"


@dataclass(frozen=True)
class System:
    """A department's system as it calls."""

    token: str
    web: Client

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def get(self, path: str, **query: Any) -> HttpResponse:
        """Ask for something under /api/v1/."""
        return self.web.get(f"/api/v1/{path}", query, headers=self.headers)

    def post(self, path: str, body: Any, key: str | None = "key-1", **more: str) -> HttpResponse:
        """Do something under /api/v1/, as JSON."""
        headers = self.headers | ({"Idempotency-Key": key} if key is not None else {}) | more
        return self.web.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)

    def opinion(self, task: Any, outcome: str = "agree", key: str | None = "key-1", **more: Any) -> HttpResponse:
        """Finish a task."""
        return self.post(f"tasks/{task}/opinion/", {"outcome": outcome} | more, key)


def get_token(code: str, scope: str = "cases:read cases:write") -> str:
    """A token by client credentials, as the system itself gets it."""
    grant = {"grant_type": "client_credentials", "scope": scope, "client_id": code}
    secret = secret_path(code).read_text(encoding="ascii")
    answer = Client().post("/oauth/token/", grant | {"client_secret": secret})
    assert answer.status_code == 200, answer.content
    return str(answer.json()["access_token"])


@pytest.fixture(scope="module")
def tokens(
    world: Filed, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """A token of each system; secrets are hashed slowly on purpose, so once a module."""
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patched:
        patched.setattr("django.conf.settings.KEYS_DIR", tmp_path_factory.mktemp("keys"))
        register_client("fire_system", "fire", ["fire_officer"])
        register_client("health_system", "health", ["fire_officer"])
        found = {code: get_token(code) for code in ("fire_system", "health_system")}
        found["reader"] = get_token("fire_system", "cases:read")
        yield found


@pytest.fixture
def fire(filed: Filed, tokens: dict[str, str]) -> System:
    """The fire brigade's system; the case waits for its opinion."""
    filed.accept()
    return System(tokens["fire_system"], Client())


@pytest.fixture
def health(filed: Filed, tokens: dict[str, str]) -> System:
    """The system of a department without a part in the case, though in a role of the same name."""
    return System(tokens["health_system"], Client())
