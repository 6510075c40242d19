"""How long a session lives, and what ends it before its time."""

import time

import pytest
from django.test import Client

from portal.accounts import sessions
from portal.accounts.models import User
from tests.portal.actors import make

pytestmark = pytest.mark.usefixtures("demonstration", "db")
MINUTE, HOUR = 60, 3600


def enter(client: Client, user: User) -> None:
    client.force_login(user, "portal.accounts.backend.AccountBackend")


def let_pass(client: Client, seconds: int, key: str) -> None:
    session = client.session
    session[key] = int(time.time()) - seconds
    session.save()


def is_in(client: Client) -> bool:
    return bool(client.get("/").wsgi_request.user.is_authenticated)


@pytest.mark.parametrize(
    ("role", "idle_seconds", "stays"),
    [("", 31 * MINUTE, True), ("", 3 * HOUR, False), ("audit", 29 * MINUTE, True), ("audit", 31 * MINUTE, False)],
)
def test_an_idle_session_ends_sooner_for_staff(client: Client, role: str, idle_seconds: int, stays: bool) -> None:
    enter(client, make("somebody", administers=role))
    let_pass(client, idle_seconds, sessions.SEEN)
    assert is_in(client) is stays


def test_no_session_outlives_half_a_day_however_busy(client: Client) -> None:
    enter(client, make("zhangsan"))
    let_pass(client, 12 * HOUR + 1, sessions.BEGAN)
    assert not is_in(client)


def test_the_page_says_why_somebody_was_signed_out(client: Client) -> None:
    enter(client, make("zhangsan"))
    let_pass(client, 3 * HOUR, sessions.SEEN)
    assert "您已自动退出" in client.get("/").content.decode()


def test_a_busy_session_writes_at_most_every_half_minute(client: Client) -> None:
    enter(client, make("zhangsan"))
    let_pass(client, 10, sessions.SEEN)
    before = client.session[sessions.SEEN]
    client.get("/")
    assert client.session[sessions.SEEN] == before


def test_a_new_password_or_a_new_round_ends_every_session(client: Client) -> None:
    user = make("zhangsan")
    enter(client, user)
    user.end_sessions()
    assert not is_in(client)


def test_what_a_signed_in_person_sees_is_kept_by_no_cache(client: Client) -> None:
    enter(client, make("zhangsan"))
    assert client.get("/")["Cache-Control"] == "private, no-store"
    assert "no-store" not in Client().get("/").get("Cache-Control", "")
