"""Who a request acts for, and who is turned away from a desk."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from portal import access
from portal.accounts.models import User
from portal.accounts.sessions import STAFF
from tests.portal.actors import make
from workflows.api import Actor, Forbidden
from workflows.people.models import Appointment, Body, Person

pytestmark = pytest.mark.usefixtures("demonstration", "db")


def serve(user: User, *bodies: str, role: str = "front_desk", days_ago: int = 10, until: int | None = None) -> None:
    person, _ = Person.objects.get_or_create(pk=user.person, defaults={"name": "李四"})
    today = timezone.localdate()
    for code in bodies:
        values = {"name_zh": code, "name_en": code, "uscc": uuid4().hex[:18], "level": 3, "division": "990000"}
        body, _ = Body.objects.get_or_create(code=code, defaults=values)
        ends = None if until is None else today + timedelta(until)
        Appointment.objects.create(person=person, body=body, role=role, from_on=today - timedelta(days_ago), to_on=ends)


def ask(user: User | None, **session: object) -> HttpRequest:
    request = RequestFactory().get("/desk/tasks/")
    request.user = user or AnonymousUser()
    request.session = SessionStore()
    request.session.update(session)
    return request


def through(
    guard: Callable[..., Callable[..., HttpResponse]], request: HttpRequest
) -> tuple[HttpResponse, list[Actor]]:
    seen: list[Actor] = []

    def view(request: HttpRequest) -> HttpResponse:
        seen.append(access.actor_of(request))
        return HttpResponse("in")

    return guard(view)(request), seen


def test_a_citizen_acts_for_itself_and_for_no_body() -> None:
    user = make("zhangsan")
    _, (actor,) = through(access.citizen_required, ask(user))
    assert (actor.kind, actor.person, actor.body, actor.identity_level) == ("citizen", user.person, None, 2)


def test_a_stranger_is_led_to_sign_in_and_back() -> None:
    for guard in (access.citizen_required, access.clerk_required, access.admin_role("audit")):
        response, seen = through(guard, ask(None))
        assert response["Location"] == "/accounts/login/?next=/desk/tasks/"
        assert not seen


def test_a_clerk_acts_for_the_body_with_the_roles_held_there() -> None:
    user = make("lisi", staff=True)
    serve(user, "food", role="reviewer")
    _, (actor,) = through(access.clerk_required, ask(user))
    assert (actor.kind, actor.body, actor.roles) == ("clerk", "food", frozenset({"reviewer"}))


def test_a_clerk_without_a_second_factor_sets_it_up_first() -> None:
    user = make("lisi")
    serve(user, "food")
    response, seen = through(access.clerk_required, ask(user))
    assert response["Location"] == "/accounts/2fa/totp/activate/"
    assert not seen


@pytest.mark.parametrize(("days_ago", "until"), [(10, -1), (-1, None)])
def test_an_appointment_that_ended_or_has_not_begun_opens_no_desk(days_ago: int, until: int | None) -> None:
    user = make("lisi", staff=True)
    serve(user, "food", days_ago=days_ago, until=until)
    with pytest.raises(PermissionDenied):
        through(access.clerk_required, ask(user))


def test_a_citizen_comes_to_no_desk() -> None:
    with pytest.raises(PermissionDenied):
        through(access.clerk_required, ask(make("zhangsan")))


def test_who_serves_in_two_bodies_works_for_the_chosen_one() -> None:
    user = make("lisi", staff=True)
    serve(user, "fire", "food")
    request = ask(user)
    assert access.clerk_of(request).body == "fire"
    access.choose_desk(request, "food")
    assert access.clerk_of(request).body == "food"


def test_nobody_chooses_the_desk_of_a_body_where_they_do_not_serve() -> None:
    user = make("lisi", staff=True)
    serve(user, "fire")
    with pytest.raises(Forbidden, match="no_appointment"):
        access.choose_desk(ask(user), "food")
    assert access.clerk_of(ask(user, desk="food")).body == "fire"


def test_an_appointment_younger_than_the_session_brings_the_limits_of_staff() -> None:
    user = make("lisi", staff=True)
    serve(user, "fire")
    request = ask(user, **{STAFF: False})
    through(access.clerk_required, request)
    assert request.session[STAFF] is True


@pytest.mark.parametrize(("administers", "let_in"), [("audit", True), ("system", False), ("", False)])
def test_a_page_of_one_administrative_role_is_closed_to_the_others(administers: str, let_in: bool) -> None:
    request = ask(make("somebody", administers=administers))
    if let_in:
        assert through(access.admin_role("audit"), request)[0].content == b"in"
    else:
        with pytest.raises(PermissionDenied):
            through(access.admin_role("audit"), request)


def test_the_desk_is_chosen_by_a_form_and_leads_back(client: Client) -> None:
    user = make("lisi", staff=True)
    serve(user, "fire", "food")
    client.force_login(user, "portal.accounts.backend.AccountBackend")
    assert client.post("/desk/", {"body": "food", "next": "/styleguide/"})["Location"] == "/styleguide/"
    assert client.session["desk"] == "food"
    assert client.post("/desk/", {"body": "police"}).status_code == 403
