"""Secrets that an installation makes for itself once and keeps in var/keys."""

import os
import secrets

from ops.layout import Layout


def secret_key(layout: Layout) -> str:
    """The key that signs sessions; only its owner can read the file, and it stays the same over restarts."""
    file = layout.keys / "secret_key"
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text().strip()
    with os.fdopen(descriptor, "w") as out:
        out.write(secrets.token_urlsafe(48))
    return file.read_text()
