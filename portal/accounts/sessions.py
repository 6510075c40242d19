"""How long a session lives: idle and in all, shorter for staff (ASVS 5.0 §7.3)."""

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest

from portal.accounts.models import User
from portal.accounts.staff import is_staff

BEGAN, SEEN, STAFF = "session.began", "session.seen", "session.staff"
NOTE_AFTER_SECONDS = 30
"""A page within this time of the last one costs no write."""


def begin(sender: object, request: HttpRequest, user: User, **signal: Any) -> None:
    """Note at sign-in when the session began and whether the shorter limits hold."""
    now = int(time.time())
    request.session[BEGAN] = request.session[SEEN] = now
    request.session[STAFF] = is_staff(user)


def end_if_too_old(request: HttpRequest) -> bool:
    """Sign the request out when its session was idle too long or is too old; says whether it did."""
    if not request.user.is_authenticated:
        return False
    session, now = request.session, int(time.time())
    idle = settings.SESSION_IDLE_SECONDS["staff" if session.get(STAFF) else "citizen"]
    if now - session.get(SEEN, 0) > idle or now - session.get(BEGAN, 0) > settings.SESSION_COOKIE_AGE:
        logout(request)
        return True
    if now - session[SEEN] > NOTE_AFTER_SECONDS:
        session[SEEN] = now
    return False
