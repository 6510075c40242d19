"""Key files: made at first need, readable by their owner alone, never rewritten."""

import contextlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from ledger import options, signers
from ledger.errors import KeyUnusable
from ledger.signers import Signer


def secret_file(name: str, make: Callable[[], bytes]) -> bytes:
    """Content of KEYS_DIR/`name`; where it is missing, `make()` is stored there first. Two makers end with one file."""
    path = Path(settings.KEYS_DIR) / name
    try:
        if not path.exists():
            _made(path, make)
        return path.read_bytes()
    except OSError as error:
        raise KeyUnusable(f"{path} cannot be read or made: {error}") from error


def _made(path: Path, make: Callable[[], bytes]) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(make())
            file.flush()
            os.fsync(file.fileno())
        # link() refuses an existing name, so the first maker wins and nobody reads a half-written key.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def ed25519_key(name: str) -> Ed25519PrivateKey:
    """The Ed25519 key of KEYS_DIR/`name` (PKCS#8 PEM)."""
    data = secret_file(name, _new_pem)
    try:
        key = serialization.load_pem_private_key(data, password=None)
    except ValueError as error:
        raise KeyUnusable(f"{name} is no PEM private key") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise KeyUnusable(f"{name} is not an Ed25519 key")
    return key


def _new_pem() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


class FileKey:
    """A signers.Signer of an Ed25519 key in this process's memory."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self.key = key

    @property
    def public_key(self) -> bytes:
        return self.key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        return self.key.sign(message)


def head_key() -> Signer:
    """The signer of tree heads that the settings ask for: a device, else the key file."""
    named = options.head_signer()
    return signers.opened(named) if named else FileKey(ed25519_key("ledger_head.key"))
