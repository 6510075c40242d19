"""Signs public lists as verifiable credentials: Data Integrity with eddsa-jcs-2022 (W3C VC-DI-EDDSA v1.0 §3.3)."""

import fcntl
import hashlib
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from ledger.api import canonical

SUITE = "eddsa-jcs-2022"
_ED25519_PUBLIC = b"\xed\x01"
_BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


def sign(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with its issuer and its proof; strings, whole numbers, lists and objects alone."""
    key = _key()
    name = issuer()
    unsigned = {**document, "issuer": name}
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "verificationMethod": f"{name}#{name.removeprefix('did:key:')}",
        "proofPurpose": "assertionMethod",
        "@context": unsigned["@context"],
    }
    return {**unsigned, "proof": {**options, "proofValue": _multibase(key.sign(_hashed(unsigned, options)))}}


def holds(signed: Mapping[str, Any]) -> bool:
    """Whether a document carries a proof by its own issuer; whether to trust that issuer is the reader's to say."""
    unsigned = {name: part for name, part in signed.items() if name != "proof"}
    options = {name: part for name, part in signed["proof"].items() if name != "proofValue"}
    name = str(signed["issuer"])
    if options.get("cryptosuite") != SUITE or not str(options.get("verificationMethod")).startswith(f"{name}#"):
        return False
    raw = _from_multibase(name.removeprefix("did:key:"))
    if not raw.startswith(_ED25519_PUBLIC):
        return False
    try:
        public = Ed25519PublicKey.from_public_bytes(raw[2:])
        public.verify(_from_multibase(signed["proof"]["proofValue"]), _hashed(unsigned, options))
    except InvalidSignature:
        return False
    return True


def issuer() -> str:
    """The name of the signing key (did:key), to be pinned by who reads the lists."""
    public = _key().public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return f"did:key:{_multibase(_ED25519_PUBLIC + public)}"


def _hashed(unsigned: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    return hashlib.sha256(canonical(options)).digest() + hashlib.sha256(canonical(unsigned)).digest()


def _multibase(data: bytes) -> str:
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, digit = divmod(number, 58)
        text = _BASE58[digit] + text
    return "z" + "1" * (len(data) - len(data.lstrip(b"\0"))) + text


def _from_multibase(text: str) -> bytes:
    body = text.removeprefix("z")
    number = 0
    for letter in body:
        number = number * 58 + _BASE58.index(letter)
    return b"\0" * (len(body) - len(body.lstrip("1"))) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def _key() -> Ed25519PrivateKey:
    """The key of the lists, KEYS_DIR/status.key; made at first need."""
    file = Path(settings.KEYS_DIR) / "status.key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with file.with_suffix(".lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not file.exists():
                _write(file, Ed25519PrivateKey.generate())
    found = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if not isinstance(found, Ed25519PrivateKey):
        raise TypeError(f"{file.name} holds no Ed25519 key")
    return found


def _write(file: Path, key: Ed25519PrivateKey) -> None:
    """By rename: a reader never sees half a key."""
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as out:
        out.write(pem)
        out.flush()
        os.fsync(out.fileno())
    draft.rename(file)
