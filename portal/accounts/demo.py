"""Accounts of a demonstration: their passwords and codes are no secret, and nothing else opens with them."""

import base64
import hashlib
import time
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.utils.translation import get_language

from portal.accounts.models import User

STEP_SECONDS = 30


class NotADemonstration(Exception):
    """Somebody asked for demonstration accounts where ONEDOOR_DEMO is off."""


@dataclass(frozen=True)
class DemoPerson:
    """Somebody who plays a part; `zh` and `en` say which, e.g. 申请人 and applicant."""

    username: str
    person: UUID
    zh: str
    en: str
    staff: bool = False
    """Staff get a second factor."""
    administers: str = ""
    identity_level: int = 2


@dataclass(frozen=True)
class DemoAccount:
    """A line of the box on the sign-in page."""

    username: str
    password: str
    part: str
    needs_code: bool


def password_of(username: str) -> str:
    """The same password at each start, so that it can be written on paper."""
    return f"onedoor-{username}"


def secret_of(username: str) -> str:
    """The TOTP secret in base32, the same at each start."""
    return base64.b32encode(hashlib.sha256(f"demonstration:{username}".encode()).digest()[:20]).decode()


def code_of(username: str) -> str:
    """The six digits that an authenticator app would show now."""
    return str(format_hotp_value(hotp_value(secret_of(username), int(time.time()) // STEP_SECONDS)))


def create_accounts(people: Iterable[DemoPerson]) -> list[User]:
    """Make or mend one account each. Raises NotADemonstration where ONEDOOR_DEMO is off."""
    if not settings.ONEDOOR_DEMO:
        raise NotADemonstration
    return [_account(person) for person in people]


def _account(person: DemoPerson) -> User:
    columns = {
        "person": person.person,
        "demo": {"zh": person.zh, "en": person.en},
        "administers": person.administers,
        "identity_level": person.identity_level,
        "is_active": True,
    }
    user, _ = User.objects.update_or_create(username=person.username, defaults=columns)
    if not user.check_password(password_of(person.username)):
        user.set_password(password_of(person.username))
        user.save(update_fields=["password"])
    guarded = Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists()
    if (person.staff or person.administers) and not guarded:
        TOTP.activate(user, secret_of(person.username))
    return user


def accounts() -> list[DemoAccount]:
    """All demonstration accounts in the order in which they were made; none where ONEDOOR_DEMO is off."""
    if not settings.ONEDOOR_DEMO:
        return []
    language = "en" if (get_language() or "").startswith("en") else "zh"
    guarded = set(Authenticator.objects.filter(type=Authenticator.Type.TOTP).values_list("user_id", flat=True))
    rows = User.objects.exclude(demo=None).order_by("id")
    return [
        DemoAccount(row.username, password_of(row.username), (row.demo or {}).get(language, ""), row.pk in guarded)
        for row in rows
    ]
