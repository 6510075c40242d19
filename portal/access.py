"""Who a request acts for: a citizen, or a clerk at the desk chosen for this session."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from portal.accounts.models import User
from portal.accounts.sessions import STAFF
from portal.accounts.staff import has_second_factor
from workflows.api import ADMINISTRATOR, AUDITOR, Actor, AppointmentView, Forbidden, appointments

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]
DESK = "desk"
ACTOR = "onedoor.actor"


def account(request: HttpRequest) -> User:
    """The signed-in account. Raises Forbidden for anybody else."""
    if isinstance(request.user, User):
        return request.user
    raise Forbidden("not_signed_in")


def citizen_of(request: HttpRequest) -> Actor:
    """The signed-in person, acting for itself. Raises Forbidden."""
    user = account(request)
    return Actor(kind="citizen", channel="web", person=user.person, identity_level=user.identity_level)


def desks_of(request: HttpRequest) -> tuple[AppointmentView, ...]:
    """Where the signed-in person serves today; asked once a request."""
    if "onedoor.desks" not in request.META:
        request.META["onedoor.desks"] = appointments(account(request).person)
    return cast(tuple[AppointmentView, ...], request.META["onedoor.desks"])


def desk_of(request: HttpRequest) -> AppointmentView:
    """The desk chosen for this session, else the first one. Raises Forbidden where there is none."""
    desks = desks_of(request)
    if not desks:
        raise Forbidden("no_appointment")
    chosen = request.session.get(DESK)
    return next((desk for desk in desks if desk.body.code == chosen), desks[0])


def choose_desk(request: HttpRequest, body: str) -> None:
    """Work for `body` from now on. Raises Forbidden where the person does not serve there."""
    if body not in {desk.body.code for desk in desks_of(request)}:
        raise Forbidden("no_appointment")
    request.session[DESK] = body


def clerk_of(request: HttpRequest) -> Actor:
    """The signed-in person, acting for the body at the chosen desk. Raises Forbidden."""
    user, desk = account(request), desk_of(request)
    return Actor(
        kind="clerk",
        channel="web",
        person=user.person,
        body=desk.body.code,
        roles=desk.roles,
        identity_level=user.identity_level,
    )


def actor_of(request: HttpRequest) -> Actor:
    """The actor that the view's decorator let in; a citizen where the view has none."""
    return cast(Actor, request.META.get(ACTOR)) or citizen_of(request)


ADMINISTERS = {"system": ADMINISTRATOR, "audit": AUDITOR}
"""The administrative roles that may act or look in cases, and under which name."""


def administrator_of(request: HttpRequest) -> Actor:
    """The signed-in administrator or auditor, who acts for no body. Raises Forbidden for everybody else."""
    user = account(request)
    if user.administers not in ADMINISTERS:
        raise Forbidden("wrong_role")
    roles = frozenset({ADMINISTERS[user.administers]})
    return Actor(kind="clerk", channel="web", person=user.person, roles=roles, identity_level=user.identity_level)


def citizen_required(view: View[P]) -> View[P]:
    """Only for somebody signed in; others are led to sign in and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        request.META[ACTOR] = citizen_of(request)
        return view(request, *args, **kwargs)

    return guarded


def clerk_required(view: View[P]) -> View[P]:
    """Only for somebody with an appointment and a second factor; without the factor they are led to set it up."""

    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not isinstance(request.user, User):
            return redirect_to_login(request.get_full_path())
        if not desks_of(request):
            raise PermissionDenied
        if not has_second_factor(request.user):
            return redirect("mfa_activate_totp")
        # An appointment may be younger than the session, which then gets the shorter limits of staff.
        if not request.session.get(STAFF):
            request.session[STAFF] = True
        request.META[ACTOR] = clerk_of(request)
        return view(request, *args, **kwargs)

    return guarded


def admin_role(*roles: str) -> Callable[[View[P]], View[P]]:
    """Only for accounts that administer one of `roles`, with a second factor."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not isinstance(request.user, User):
                return redirect_to_login(request.get_full_path())
            if request.user.administers not in roles:
                raise PermissionDenied
            if not has_second_factor(request.user):
                return redirect("mfa_activate_totp")
            return view(request, *args, **kwargs)

        return guarded

    return decorate
