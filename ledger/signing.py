"""Who signs for the gas: a key file, a key in the environment of a developer, or a device that keeps its key to itself.

A device (PKCS#11, a cloud's KMS) is named by a dotted path to a callable that gives a Signer; no key then exists here.
"""

import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from ledger import keys, options
from ledger.errors import KeyUnusable

if TYPE_CHECKING:
    from eth_keys.datatypes import PrivateKey

# Order of secp256k1; nodes refuse a signature whose s is above its half (EIP-2).
ORDER = 0xFFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFE_BAAEDCE6_AF48A03B_BFD25E8C_D0364141


class Signer(Protocol):
    """One secp256k1 key, wherever it lies. Both may raise what they like; it reads as KeyUnusable."""

    @property
    def address(self) -> str:
        """The key's Ethereum address, 0x and 40 hex digits in any case."""
        ...

    def sign_digest(self, digest: bytes) -> tuple[int, int]:
        """(r, s) of the ECDSA signature over 32 bytes as they are; s may be high or low."""
        ...


@dataclass(frozen=True, slots=True)
class Transaction:
    """A legacy transaction (EIP-155); `to` is empty for a deployment."""

    to: bytes
    data: bytes
    nonce: int
    gas: int
    gas_price_wei: int
    chain_id: int


class Local:
    """A key in this process's memory."""

    def __init__(self, key: "PrivateKey") -> None:
        self.key = key

    @property
    def address(self) -> str:
        return str(self.key.public_key.to_checksum_address())

    def sign_digest(self, digest: bytes) -> tuple[int, int]:
        signature = self.key.sign_msg_hash(digest)
        return signature.r, signature.s


def signed(transaction: Transaction) -> tuple[bytes, bytes]:
    """(the bytes to send, their hash); KeyUnusable where no key is at hand or the device gives another's signature."""
    import rlp  # type: ignore[import-untyped]
    from eth_utils.crypto import keccak

    t, who = transaction, signer()
    body = [t.nonce, t.gas_price_wei, t.gas, t.to, 0, t.data]
    digest = keccak(rlp.encode([*body, t.chain_id, b"", b""]))
    try:
        r, s = who.sign_digest(digest)
    except Exception as error:
        raise KeyUnusable(f"the gas key does not sign: {type(error).__name__}: {error}") from error
    s = min(s, ORDER - s)
    raw = rlp.encode([*body, t.chain_id * 2 + 35 + _parity(digest, r, s, address()), r, s])
    return raw, keccak(raw)


def _parity(digest: bytes, r: int, s: int, wanted: str) -> int:
    """Which of the two keys that fit a signature is ours: devices do not say."""
    from eth_keys.datatypes import Signature
    from eth_keys.exceptions import BadSignature
    from eth_utils.exceptions import ValidationError

    for parity in (0, 1):
        try:
            found = Signature(vrs=(parity, r, s)).recover_public_key_from_msg_hash(digest)
        except (BadSignature, ValidationError):
            continue
        if found.to_checksum_address() == wanted:
            return parity
    raise KeyUnusable(f"the signature is not of {wanted}")


def address() -> str:
    """The address of the gas key, which must be the contract's writer."""
    from eth_utils.address import to_checksum_address

    try:
        return str(to_checksum_address(signer().address))
    except KeyUnusable:
        raise
    except Exception as error:
        raise KeyUnusable(f"the gas key tells no address: {type(error).__name__}: {error}") from error


def signer() -> Signer:
    """The signer that the settings ask for: device, environment, else the key file."""
    return _signer(options.gas_signer(), options.gas_key(), options.gas_password(), str(settings.KEYS_DIR))


@functools.cache
def _signer(device: str, bare: str, password: str, _folder: str) -> Signer:
    """Cached, because opening a keystore takes about a second by design."""
    try:
        if device:
            made: Signer = import_string(device)()
            return made
        return Local(_key(bytes.fromhex(bare.removeprefix("0x")))) if bare else Local(_from_file(password))
    except KeyUnusable:
        raise
    except Exception as error:
        raise KeyUnusable(f"the gas key cannot be opened: {type(error).__name__}: {error}") from error


def _key(data: bytes) -> "PrivateKey":
    from eth_keys.datatypes import PrivateKey

    return PrivateKey(data)


def _from_file(password: str) -> "PrivateKey":
    """KEYS_DIR/gas.key: a keystore under `password`, or bare hex where there is none; made at first need."""
    from eth_account import Account

    def make() -> bytes:
        fresh = Account.create()
        if password:
            return json.dumps(Account.encrypt(fresh.key, password)).encode()
        return bytes(fresh.key).hex().encode()

    data = keys.secret_file("gas.key", make).decode().strip()
    return _key(bytes(Account.decrypt(data, password)) if data.startswith("{") else bytes.fromhex(data))
