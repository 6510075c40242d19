"""Who signs for the gas: a key file, a key in the environment of a developer, or a device that keeps its key."""

import functools
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings

from ledger import keys, options, signers
from ledger.errors import KeyUnusable
from ledger.signers import Signer

if TYPE_CHECKING:
    from eth_keys.datatypes import PrivateKey

# Order of secp256k1; nodes refuse a signature whose s is above its half (EIP-2).
ORDER = 0xFFFFFFFF_FFFFFFFF_FFFFFFFF_FFFFFFFE_BAAEDCE6_AF48A03B_BFD25E8C_D0364141


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
    def public_key(self) -> bytes:
        return bytes(self.key.public_key.to_bytes())

    def sign(self, message: bytes) -> bytes:
        return bytes(self.key.sign_msg_hash(message).to_bytes()[:64])


def signed(transaction: Transaction) -> tuple[bytes, bytes]:
    """(the bytes to send, their hash); KeyUnusable where no key is at hand or the device gives another's signature."""
    import rlp  # type: ignore[import-untyped]
    from eth_utils.crypto import keccak

    t, who = transaction, signer()
    body = [t.nonce, t.gas_price_wei, t.gas, t.to, 0, t.data]
    digest = keccak(rlp.encode([*body, t.chain_id, b"", b""]))
    made = signers.signature(who, digest)
    r, s = int.from_bytes(made[:32], "big"), int.from_bytes(made[32:], "big")
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
    from eth_keys.datatypes import PublicKey

    told = signers.public_key(signer())
    if len(told) != 64:
        raise KeyUnusable("the gas key is no secp256k1 key")
    return str(PublicKey(told).to_checksum_address())


def signer() -> Signer:
    """The signer that the settings ask for: device, environment, else the key file."""
    if options.gas_signer():
        return signers.opened(options.gas_signer())
    return _signer(options.gas_key(), options.gas_password(), str(settings.KEYS_DIR))


@functools.cache
def _signer(bare: str, password: str, _folder: str) -> Signer:
    """Cached, because opening a keystore takes about a second by design."""
    try:
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
