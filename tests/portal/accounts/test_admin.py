"""The administration: who comes in, and what each role may do to accounts there."""

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client

from portal.accounts.models import User
from tests.portal.actors import make

pytestmark = pytest.mark.usefixtures("demonstration", "db")
ACCOUNTS = "/admin/accounts/user/"


def as_role(role: str) -> Client:
    client = Client()
    client.force_login(make(f"{role}-one", administers=role), "portal.accounts.backend.AccountBackend")
    return client


def change(client: Client, account: User, **values: object) -> int:
    typed = {"username": account.username, "person": account.person, "language": "en", "identity_level": 2, **values}
    return int(client.post(f"{ACCOUNTS}{account.pk}/change/", typed).status_code)


def test_a_stranger_is_led_to_the_one_sign_in_page(client: Client) -> None:
    assert client.get("/admin/")["Location"] == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/")["Location"].startswith("/accounts/login/?next=")


def test_a_citizen_and_a_clerk_are_refused(client: Client) -> None:
    client.force_login(make("zhangsan"), "portal.accounts.backend.AccountBackend")
    assert client.get("/admin/login/?next=/admin/").status_code == 403


def test_an_administrator_without_a_second_factor_sets_it_up_first(client: Client) -> None:
    user = User.objects.create_user("new", administers="system")
    client.force_login(user, "portal.accounts.backend.AccountBackend")
    assert client.get("/admin/", follow=False).status_code == 302
    assert client.get("/admin/login/?next=/admin/")["Location"] == "/accounts/2fa/totp/activate/"


@pytest.mark.parametrize("role", ["system", "security", "audit"])
def test_each_role_finds_its_start_page_and_the_accounts(role: str) -> None:
    client = as_role(role)
    assert client.get("/admin/").status_code == 200
    assert client.get(ACCOUNTS).status_code == 200


def test_the_system_administrator_makes_accounts_without_power() -> None:
    values = {"username": "wangwu", "person": make("x").person.hex[::-1], "language": "en", "identity_level": 1}
    as_role("system").post(f"{ACCOUNTS}add/", {**values, "administers": "audit", "new_password": "miantiao-2026"})
    made = User.objects.get(username="wangwu")
    assert made.administers == ""
    assert made.check_password("miantiao-2026")


def test_the_system_administrator_cannot_lock_an_account_or_give_a_role() -> None:
    account = make("zhangsan")
    change(as_role("system"), account, administers="system", is_active="")
    account.refresh_from_db()
    assert (account.is_active, account.administers) == (True, "")


def test_the_security_administrator_locks_and_gives_roles_but_renames_nobody() -> None:
    account = make("zhangsan")
    change(as_role("security"), account, username="other", administers="audit", is_active="")
    account.refresh_from_db()
    assert (account.username, account.is_active, account.administers) == ("zhangsan", False, "audit")


def test_the_security_administrator_cannot_change_the_own_account() -> None:
    client = as_role("security")
    assert change(client, User.objects.get(username="security-one"), administers="system") == 403


def test_the_auditor_sees_accounts_and_changes_none() -> None:
    account, client = make("zhangsan"), as_role("audit")
    assert client.get(f"{ACCOUNTS}{account.pk}/change/").status_code == 200
    assert change(client, account, is_active="") == 403


def test_nobody_deletes_an_account() -> None:
    account = make("zhangsan")
    for role in ("system", "security", "audit"):
        assert as_role(role).post(f"{ACCOUNTS}{account.pk}/delete/", {"post": "yes"}).status_code == 403


def test_the_security_administrator_signs_somebody_out_everywhere(client: Client) -> None:
    account = make("zhangsan")
    client.force_login(account, "portal.accounts.backend.AccountBackend")
    as_role("security").post(ACCOUNTS, {"action": "end_sessions", "_selected_action": [account.pk]})
    assert not client.get("/").wsgi_request.user.is_authenticated


def test_what_an_administrator_did_is_written_down_for_the_auditor() -> None:
    account = make("zhangsan")
    change(as_role("security"), account, administers="", is_active="on")
    assert LogEntry.objects.get().user.username == "security-one"
    assert as_role("audit").get("/admin/admin/logentry/").status_code == 200
    assert as_role("system").get("/admin/admin/logentry/").status_code == 403


def test_the_looser_content_policy_holds_in_the_administration_only() -> None:
    client = as_role("system")
    assert "unsafe-inline" in client.get("/admin/")["Content-Security-Policy"]
    assert "unsafe" not in client.get("/")["Content-Security-Policy"]
