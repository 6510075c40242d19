"""Registers departments' systems for the REST interface."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.utils.crypto import get_random_string
from oauth2_provider.models import get_application_model

from portal.rest.models import Client


def register_client(code: str, body: str, roles: Iterable[str]) -> Client:
    """The system `code`, made if it is not there; its secret then lies under KEYS_DIR/clients, readable by us alone."""
    existing = Client.objects.filter(application__client_id=code).first()
    if existing is not None:
        return existing
    secret = get_random_string(48)
    application_model = get_application_model()
    application = application_model.objects.create(
        client_id=code,
        client_secret=secret,
        name=code,
        client_type=application_model.CLIENT_CONFIDENTIAL,
        authorization_grant_type=application_model.GRANT_CLIENT_CREDENTIALS,
    )
    keep_secret(code, secret)
    return Client.objects.create(application=application, body=body, roles=sorted(roles))


def secret_path(code: str) -> Path:
    """Where the secret of a client made here lies."""
    return Path(settings.KEYS_DIR) / "clients" / code


def keep_secret(code: str, secret: str) -> None:
    """Write the secret for whoever connects the system; the database keeps its hash alone."""
    path = secret_path(code)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(secret, encoding="ascii")
