"""Incidents on pages and through REST: a person who hits one is told in words, and an administrator tries again."""

from collections.abc import Callable

import pytest
from django.test import Client

from portal.accounts.models import User
from tests.cast import Cast
from tests.portal.actors import make
from tests.security.conftest import cast
from tests.workflows.cases.faulty import broken_at_the_gateway
from tests.workflows.cases.filing import Filed, file_case
from tests.workflows.catalogue.samples import SHIPPED
from workflows.actor import SYSTEM
from workflows.cases.models import Case, Event, Incident
from workflows.catalogue.publish import publish

__all__ = ["cast"]
OpenAs = Callable[[str], Client]


@pytest.fixture
def open_as(cast: Cast, demonstration: None) -> OpenAs:
    """A browser in which this person is signed in, with the administrative role that the city's file gives."""
    accounts = {each.username: each for each in cast.city.accounts}

    def browser(username: str) -> Client:
        account, client = accounts[username], Client()
        user = User.objects.filter(username=username).first()
        client.force_login(
            user or make(username, account.person, staff=account.is_staff, administers=account.administers)
        )
        return client

    return browser


@pytest.fixture
def stopped(cast: Cast) -> Filed:
    """A case whose next opinion breaks the route."""
    broken_at_the_gateway()
    case = file_case(cast, seats="33")
    case.accept()
    return case


def give_opinion(browser: Client, case: Filed) -> tuple[int, str]:
    answer = browser.post(f"/tasks/{case.task('food_review')}/finish/", {"outcome": "agree", "action": "finish"})
    return answer.status_code, answer.content.decode()


def test_a_clerk_who_hits_it_is_told_in_words_that_nothing_was_carried_out(stopped: Filed, open_as: OpenAs) -> None:
    status, page = give_opinion(open_as("food"), stopped)
    assert status == 503
    assert "办件流程已走到无法继续的位置" in page
    assert "办件保持原状" in page
    assert Incident.objects.get(case=stopped.case).times == 1
    assert not Event.objects.filter(case=stopped.case, verb="give_opinion").exists()


def test_the_task_of_a_standing_case_says_so_to_every_clerk(stopped: Filed, open_as: OpenAs) -> None:
    give_opinion(open_as("food"), stopped)
    page = open_as("fire").get(f"/tasks/{stopped.task('fire_consult')}/").content.decode()
    assert "该办件因异常停在当前环节" in page


def test_the_administrator_sees_the_alarm_on_every_page_and_the_place_on_this_one(
    stopped: Filed, open_as: OpenAs
) -> None:
    admin = open_as("admin")
    assert "govuk-tag--red" not in admin.get("/").content.decode()
    give_opinion(open_as("food"), stopped)
    assert '<strong class="govuk-tag govuk-tag--red">1</strong>' in admin.get("/").content.decode()
    page = admin.get("/incidents/").content.decode()
    for told in (stopped.row.number, "visit_gw", "if seats = 33 then seats", "seats: Decimal", "od-lamp--red"):
        assert str(told) in page
    assert "罗建业" not in page


def test_the_button_tries_again_once_the_drawing_is_mended(stopped: Filed, open_as: OpenAs) -> None:
    give_opinion(open_as("food"), stopped)
    button = f"/incidents/{Incident.objects.get().pk}/retry/"
    admin = open_as("admin")
    assert admin.post(button).status_code == 503
    Case.objects.filter(pk=stopped.case).update(pack=publish(SHIPPED, SYSTEM))
    assert admin.post(button).status_code == 302
    assert "没有停滞的办件" in admin.get("/incidents/").content.decode()
    assert give_opinion(open_as("food"), stopped)[0] == 302


@pytest.mark.parametrize(("username", "status"), [("audit", 200), ("security", 403), ("food", 403), ("luo", 403)])
def test_who_may_see_the_list(cast: Cast, open_as: OpenAs, username: str, status: int) -> None:
    assert open_as(username).get("/incidents/").status_code == status


@pytest.mark.parametrize("username", ["audit", "security", "food", "luo"])
def test_nobody_but_the_system_administrator_tries_again(stopped: Filed, open_as: OpenAs, username: str) -> None:
    give_opinion(open_as("food"), stopped)
    assert open_as(username).post(f"/incidents/{Incident.objects.get().pk}/retry/").status_code == 403
    assert Incident.objects.get().settled_at is None


def test_the_page_is_english_for_english_readers(stopped: Filed, open_as: OpenAs) -> None:
    give_opinion(open_as("food"), stopped)
    page = open_as("admin").get("/en/incidents/").content.decode()
    assert "1 case stands" in page
    assert "A condition gave something that is neither true nor false" in page
