"""Demonstration accounts open a demonstration and nothing else."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client

from portal.accounts import demo
from portal.accounts.models import User
from tests.portal.actors import make

pytestmark = pytest.mark.usefixtures("fresh_limits")


@pytest.fixture
def public(settings: object) -> None:
    settings.ONEDOOR_DEMO = False  # type: ignore[attr-defined]


@pytest.mark.usefixtures("public")
def test_none_is_made_where_the_portal_serves_the_public() -> None:
    with pytest.raises(demo.NotADemonstration):
        make("zhangsan")


def test_one_left_over_does_not_open_the_public_portal(client: Client, settings: object) -> None:
    User.objects.create_user("zhangsan", demo.password_of("zhangsan"), demo={"zh": "申请人", "en": "applicant"})
    settings.ONEDOOR_DEMO = False  # type: ignore[attr-defined]
    client.post("/accounts/login/", {"login": "zhangsan", "password": demo.password_of("zhangsan")})
    assert not client.get("/").wsgi_request.user.is_authenticated


@pytest.mark.usefixtures("public")
def test_the_public_portal_shows_neither_accounts_nor_codes(client: Client) -> None:
    assert "演示账号" not in client.get("/accounts/login/").content.decode()
    assert client.get("/accounts/demo/codes/").status_code == 404
    assert client.get("/styleguide/").status_code == 404


@pytest.mark.usefixtures("demonstration")
def test_the_sign_in_page_lists_them_in_the_language_of_the_reader(client: Client) -> None:
    make("zhangsan")
    assert "part" in client.get("/en/accounts/login/").content.decode()
    assert "onedoor-zhangsan" in client.get("/accounts/login/").content.decode()


@pytest.mark.usefixtures("demonstration")
def test_making_them_again_mends_them_and_makes_no_second() -> None:
    first = make("lisi", staff=True)
    User.objects.filter(pk=first.pk).update(is_active=False, password="!")
    again = make("lisi", first.person, staff=True)
    assert (again.pk, again.is_active, again.check_password(demo.password_of("lisi"))) == (first.pk, True, True)


@pytest.mark.usefixtures("demonstration")
def test_the_command_prints_password_and_code_of_each() -> None:
    make("zhangsan")
    make("lisi", staff=True)
    printed = StringIO()
    call_command("demo_accounts", stdout=printed)
    citizen, clerk = printed.getvalue().splitlines()
    assert citizen.split()[:3] == ["zhangsan", "onedoor-zhangsan", "-"]
    assert clerk.split()[2] == demo.code_of("lisi")
