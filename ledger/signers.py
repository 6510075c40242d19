"""What a signer is, wherever its key lies: in a file, in a PKCS#11 token, behind a service that somebody else wrote."""

import functools
import importlib
from typing import Protocol

from ledger import pkcs11
from ledger.errors import KeyUnusable


class Signer(Protocol):
    """One key pair. Both may raise what they like; it reads as KeyUnusable."""

    @property
    def public_key(self) -> bytes:
        """32 bytes of Ed25519 (RFC 8032), or the 64 bytes x || y of secp256k1."""
        ...

    def sign(self, message: bytes) -> bytes:
        """64 bytes: Ed25519 over the message, or r || s of ECDSA over a digest of 32 bytes, taken as it is."""
        ...


@functools.cache
def opened(named: str) -> Signer:
    """The signer of a `pkcs11:` address (RFC 7512), or what the callable of a dotted path gives, opened once."""
    try:
        if named.startswith("pkcs11:"):
            return pkcs11.TokenKey(pkcs11.address(named))
        module, _, name = named.rpartition(".")
        made: Signer = getattr(importlib.import_module(module), name)()
    except KeyUnusable:
        raise
    except Exception as error:
        raise KeyUnusable(f"the signer {named} cannot be opened: {type(error).__name__}: {error}") from error
    return made


def public_key(signer: Signer) -> bytes:
    """Its public key, whatever a device raises."""
    try:
        return bytes(signer.public_key)
    except KeyUnusable:
        raise
    except Exception as error:
        raise KeyUnusable(f"the signer tells no key: {type(error).__name__}: {error}") from error


def signature(signer: Signer, message: bytes) -> bytes:
    """Its 64 bytes over the message, whatever a device raises or gives instead."""
    try:
        made = bytes(signer.sign(message))
    except KeyUnusable:
        raise
    except Exception as error:
        raise KeyUnusable(f"the signer does not sign: {type(error).__name__}: {error}") from error
    if len(made) != 64:
        raise KeyUnusable(f"a signature of {len(made)} bytes")
    return made
