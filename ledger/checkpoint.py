"""Heads as text: C2SP checkpoints in signed notes, and the key names that stand in them."""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from ledger import signers
from ledger.errors import BadCheckpoint
from ledger.signers import Signer

ED25519 = 1
COSIGNATURE = 4
DASH = "\u2014"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The signed part of a head."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def key_id(name: str, public_key: bytes, kind: int = ED25519) -> bytes:
    """First four bytes of SHA-256(name || LF || signature type || key): tells keys of one name apart."""
    return hashlib.sha256(name.encode() + b"\n" + bytes((kind,)) + public_key).digest()[:4]


def verifier_key(name: str, public_key: bytes, kind: int = ED25519) -> str:
    """C2SP spelling of a public key: name+id+base64(type || key)."""
    tail = base64.b64encode(bytes((kind,)) + public_key).decode()
    return f"{name}+{key_id(name, public_key, kind).hex()}+{tail}"


def read_verifier_key(text: str) -> tuple[str, int, bytes]:
    """(name, signature type, key) of a C2SP verifier key; BadCheckpoint where its parts do not belong together."""
    name, _, rest = text.partition("+")
    number, _, tail = rest.partition("+")
    try:
        data = base64.b64decode(tail, validate=True)
    except binascii.Error as error:
        raise BadCheckpoint(f"{text}: no verifier key") from error
    if len(data) != 33 or key_id(name, data[1:], data[0]).hex() != number:
        raise BadCheckpoint(f"{text}: no verifier key")
    return name, data[0], data[1:]


def _cosigned(head: Checkpoint, at: int) -> bytes:
    return f"cosignature/v1\ntime {at}\n{head.text()}".encode()


def cosign(head: Checkpoint, name: str, key: Ed25519PrivateKey, at: int) -> str:
    """A witness's signature line (C2SP cosignature/v1) over a head seen at `at`, in Unix seconds."""
    stamp = at.to_bytes(8, "big")
    blob = key_id(name, public_bytes(key), COSIGNATURE) + stamp + key.sign(_cosigned(head, at))
    return f"{DASH} {name} {base64.b64encode(blob).decode()}"


def check_cosignature(head: Checkpoint, line: str, verifier: str) -> None:
    """BadCheckpoint unless `line` is the co-signature of `head` by the witness whose verifier key is given."""
    name, kind, key = read_verifier_key(verifier)
    _, _, signatures = read(f"{head.text()}\n{line}\n")
    for signer, blob in signatures:
        if kind == COSIGNATURE and signer == name and blob[:4] == key_id(name, key, kind) and len(blob) == 76:
            message = _cosigned(head, int.from_bytes(blob[4:12], "big"))
            try:
                Ed25519PublicKey.from_public_bytes(key).verify(blob[12:], message)
            except InvalidSignature as error:
                raise BadCheckpoint("co-signature does not hold") from error
            return
    raise BadCheckpoint("not co-signed by this witness")


def public_bytes(key: Ed25519PrivateKey | Signer) -> bytes:
    return key.public_key().public_bytes_raw() if isinstance(key, Ed25519PrivateKey) else signers.public_key(key)


def sign(checkpoint: Checkpoint, key: Ed25519PrivateKey | Signer) -> str:
    """The whole note, with one signature line under the origin's name."""
    text = checkpoint.text()
    made = key.sign(text.encode()) if isinstance(key, Ed25519PrivateKey) else signers.signature(key, text.encode())
    blob = key_id(checkpoint.origin, public_bytes(key)) + made
    return f"{text}\n{DASH} {checkpoint.origin} {base64.b64encode(blob).decode()}\n"


def read(note: str) -> tuple[Checkpoint, str, list[tuple[str, bytes]]]:
    """(head, signed text, [(key name, key id || signature)]) of a note; BadCheckpoint where it is none."""
    text, gap, tail = note.partition("\n\n")
    lines = text.split("\n")
    if not gap or len(lines) < 3 or not note.endswith("\n"):
        raise BadCheckpoint("not a signed note")
    try:
        head = Checkpoint(lines[0], int(lines[1]), _decoded(lines[2]))
        signatures = []
        for line in tail.splitlines():
            dash, name, blob = line.split(" ")
            if dash != DASH:
                raise BadCheckpoint("signature line without its dash")
            signatures.append((name, _decoded(blob)))
    except (ValueError, binascii.Error) as error:
        raise BadCheckpoint(str(error)) from error
    if lines[1] != str(head.size):
        raise BadCheckpoint("size is not written plainly")
    return head, text + "\n", signatures


def _decoded(text: str) -> bytes:
    """Base64 in its one spelling: the unused bits of the last letter are zero, or a flipped bit would go unseen."""
    data = base64.b64decode(text, validate=True)
    if base64.b64encode(data).decode() != text:
        raise ValueError("base64 with stray bits")
    return data


def check(note: str, public_key: bytes) -> Checkpoint:
    """The head that `note` holds under a signature of `public_key` in the origin's name, else BadCheckpoint."""
    head, text, signatures = read(note)
    wanted = key_id(head.origin, public_key)
    for name, blob in signatures:
        if name == head.origin and blob[:4] == wanted:
            try:
                Ed25519PublicKey.from_public_bytes(public_key).verify(blob[4:], text.encode())
            except InvalidSignature as error:
                raise BadCheckpoint("signature does not hold") from error
            return head
    raise BadCheckpoint("not signed by this key")
