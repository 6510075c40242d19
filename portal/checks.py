"""What must not be so where the portal serves the public; run by `check --deploy`."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def demonstration_is_off(app_configs: object, **options: Any) -> list[CheckMessage]:
    """Demonstration accounts have passwords that everybody knows."""
    if not settings.ONEDOOR_DEMO:
        return []
    return [Error("ONEDOOR_DEMO is 1: anybody can sign in with a known password.", hint="Unset it.", id="portal.E001")]


@register(Tags.security, deploy=True)
def secret_is_its_own(app_configs: object, **options: Any) -> list[CheckMessage]:
    """Sessions, sign-in codes and second factors hang on the secret."""
    if settings.SECRET_KEY != settings.UNSAFE_SECRET_KEY:
        return []
    return [Error("ONEDOOR_SECRET_KEY is not set.", hint="Set 50 or more random characters.", id="portal.E002")]


@register(Tags.security, deploy=True)
def origin_is_https(app_configs: object, **options: Any) -> list[CheckMessage]:
    """Cookies are marked secure, and HSTS is sent, only when the public origin is https."""
    if settings.HTTPS:
        return []
    return [
        Error(f"ONEDOOR_URL is {settings.ONEDOOR_URL}: not https.", hint="Set the public origin.", id="portal.E003")
    ]
