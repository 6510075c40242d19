"""Who counts as staff, and whether a second factor guards the account."""

from allauth.mfa.models import Authenticator

from portal.accounts.models import User
from workflows import api


def is_staff(user: User) -> bool:
    """Whether the account administers something or its person serves in a body today."""
    return user.is_staff or bool(api.appointments(user.person))


def has_second_factor(user: User) -> bool:
    """Whether codes from an authenticator app guard this account."""
    return bool(Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.TOTP).exists())
