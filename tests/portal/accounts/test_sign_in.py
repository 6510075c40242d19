"""Signing in: passwords, codes, limits, and who is led where."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from portal.accounts import demo
from portal.accounts.models import User
from tests.portal.actors import make

pytestmark = pytest.mark.usefixtures("fresh_limits", "demonstration")
SIGN_IN, CODE = "/accounts/login/", "/accounts/2fa/authenticate/"


def give_password(client: Client, username: str, password: str = "", **query: str):  # type: ignore[no-untyped-def]
    return client.post(SIGN_IN, {"login": username, "password": password or demo.password_of(username), **query})


def signed_in_as(client: Client) -> str:
    user = client.get("/").wsgi_request.user
    return user.get_username()


def test_a_citizen_makes_an_account_and_is_signed_in(client: Client) -> None:
    typed = {"username": "wang", "password1": "miantiao-2026", "password2": "miantiao-2026"}
    client.post("/en/accounts/signup/", typed)
    account = User.objects.get(username="wang")
    assert signed_in_as(client) == "wang"
    assert (account.language, account.administers, account.identity_level) == ("en", "", 1)


@pytest.mark.parametrize("password", ["short-1", "1234567890", "password123"])
def test_a_weak_password_is_refused_and_no_account_is_made(client: Client, password: str) -> None:
    response = client.post("/accounts/signup/", {"username": "wang", "password1": password, "password2": password})
    assert "有内容需要处理" in response.content.decode()
    assert not User.objects.exists()


def test_a_wrong_password_lets_nobody_in(client: Client) -> None:
    make("zhangsan")
    response = give_password(client, "zhangsan", "guess-guess")
    assert signed_in_as(client) == ""
    assert "有误" in response.content.decode()


def test_after_five_wrong_passwords_even_the_right_one_must_wait(client: Client) -> None:
    make("zhangsan")
    for _ in range(5):
        give_password(client, "zhangsan", "guess-guess")
    give_password(client, "zhangsan")
    assert signed_in_as(client) == ""


def test_the_session_gets_a_new_name_at_sign_in(client: Client) -> None:
    make("zhangsan")
    client.session.save()
    before = client.session.session_key
    give_password(client, "zhangsan")
    assert client.session.session_key != before


def test_staff_are_asked_for_a_code_and_are_not_in_before(client: Client) -> None:
    make("lisi", staff=True)
    assert give_password(client, "lisi").url == CODE
    assert signed_in_as(client) == ""
    client.post(CODE, {"code": demo.code_of("lisi")})
    assert signed_in_as(client) == "lisi"


def test_a_code_opens_only_once(client: Client) -> None:
    make("lisi", staff=True)
    code = demo.code_of("lisi")
    for someone in (client, Client()):
        give_password(someone, "lisi")
        someone.post(CODE, {"code": code})
    assert signed_in_as(client) == "lisi"
    assert signed_in_as(someone) == ""


def test_a_recovery_code_opens_when_the_phone_is_lost(client: Client) -> None:
    user = make("lisi", staff=True)
    client.force_login(user, "portal.accounts.backend.AccountBackend")
    client.post("/accounts/reauthenticate/", {"password": demo.password_of("lisi")})
    client.post("/accounts/2fa/recovery-codes/generate/")
    spare = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()[0]
    other = Client()
    give_password(other, "lisi")
    other.post(CODE, {"code": spare})
    assert signed_in_as(other) == "lisi"


def test_staff_without_a_second_factor_are_led_to_set_it_up(client: Client) -> None:
    User.objects.create_user("new", "miantiao-2026", administers="security")
    assert give_password(client, "new", "miantiao-2026").url == "/accounts/2fa/totp/activate/"


def test_staff_cannot_take_off_their_second_factor(client: Client) -> None:
    user = make("shenji", administers="audit")
    client.force_login(user, "portal.accounts.backend.AccountBackend")
    client.post("/accounts/reauthenticate/", {"password": demo.password_of("shenji")})
    client.post("/accounts/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_the_secret_of_a_second_factor_rests_encrypted() -> None:
    user = make("lisi", staff=True)
    assert demo.secret_of("lisi") not in str(Authenticator.objects.get(user=user).data)


def test_sign_in_leads_to_no_other_site(client: Client) -> None:
    make("zhangsan")
    assert give_password(client, "zhangsan", next="https://evil.example/").url == "/"


def test_signing_out_needs_a_form_not_a_link(client: Client) -> None:
    make("zhangsan")
    give_password(client, "zhangsan")
    client.get("/accounts/logout/")
    assert signed_in_as(client) == "zhangsan"
    client.post("/accounts/logout/")
    assert signed_in_as(client) == ""


def test_a_locked_account_is_out_at_its_next_page(client: Client) -> None:
    user = make("zhangsan")
    give_password(client, "zhangsan")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert signed_in_as(client) == ""
    cache.clear()
    give_password(client, "zhangsan")
    assert signed_in_as(client) == ""
