"""The bytes of an entry and what is hashed of them: canonical JSON, salted commitment, leaf."""

import hashlib
import json
import secrets
import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from ledger.errors import NotCanonical

ALGORITHM = "sha256"
VERSION = 1
SALT_BYTES = 32
# RFC 8785 writes numbers as IEEE doubles; beyond this a browser reads another integer than we wrote.
LARGEST = 2**53 - 1
DEEPEST = 32
_quoted = json.encoder.encode_basestring
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


def canonical(value: Any) -> bytes:
    """RFC 8785 bytes of a value made of NFC strings, integers up to 2^53-1, booleans, null, lists and objects.

    Strings are brought to NFC. Floats, lone surrogates, keys that fall together and other types: NotCanonical.
    """
    return _encode(_plain(value, "", 0)).encode()


def _plain(value: Any, path: str, depth: int) -> Any:
    if depth > DEEPEST:
        raise NotCanonical(path, f"nested deeper than {DEEPEST}")
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return text(value, path)
    if isinstance(value, int):
        if abs(value) > LARGEST:
            raise NotCanonical(path, "integer beyond 2^53-1")
        return int(value)
    if isinstance(value, Mapping):
        return _object(value, path, depth)
    if isinstance(value, (list, tuple)):
        return [_plain(item, f"{path}[{index}]", depth + 1) for index, item in enumerate(value)]
    raise NotCanonical(path, f"{type(value).__name__} has no canonical form")


def text(value: str, path: str = "") -> str:
    """The string in NFC; NotCanonical where it holds a lone surrogate."""
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical(path, "lone surrogate") from error
    return unicodedata.normalize("NFC", value)


def _object(value: Mapping[Any, Any], path: str, depth: int) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonical(path, f"key of type {type(key).__name__}")
        name = text(key, path)
        if name in members:
            raise NotCanonical(path, f"two keys become {name!r}")
        members[name] = _plain(item, f"{path}.{name}" if path else name, depth + 1)
    # RFC 8785 sorts by UTF-16 code units, which differs from code points beyond the BMP.
    by = None if all(map(str.isascii, members)) else _utf_16
    return {name: members[name] for name in sorted(members, key=by)}


def _utf_16(name: str) -> bytes:
    return name.encode("utf-16-be")


def new_id(at: datetime) -> UUID:
    """A UUIDv7 (RFC 9562 section 5.7): neighbours in time are neighbours in the index, whose pages are then few."""
    random = secrets.randbits(74)
    milliseconds = int(at.timestamp() * 1000) & (1 << 48) - 1
    return UUID(int=milliseconds << 80 | 7 << 76 | random >> 62 << 64 | 2 << 62 | random & (1 << 62) - 1)


def stamp(at: datetime) -> str:
    """RFC 3339 UTC to the millisecond, the one spelling of a moment inside an entry."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")[:-6] + "Z"


def entry_bytes(
    *, public_id: UUID, at: datetime, actor: str, verb: str, subject: str, body: Mapping[str, Any]
) -> bytes:
    """Everything an entry says, in the bytes that are committed to; a changed column is a changed entry."""
    return canonical(
        {
            "v": VERSION,
            "id": str(public_id),
            "at": stamp(at),
            "actor": actor,
            "verb": verb,
            "subject": subject,
            "body": body,
        }
    )


def commitment(salt: bytes, data: bytes) -> bytes:
    """SHA-256(salt || canonical bytes); the 32-byte random salt keeps short bodies from being guessed."""
    return hashlib.sha256(salt + data).digest()


def leaf_hash(committed: bytes) -> bytes:
    """RFC 9162 leaf: SHA-256(0x00 || version byte || commitment)."""
    return hashlib.sha256(b"\x00" + bytes((VERSION,)) + committed).digest()


class Stored(NamedTuple):
    """An entry as the table holds it; `data` and `salt` are None once erased."""

    row: int
    public_id: UUID
    at: datetime
    actor: str
    verb: str
    subject: str
    data: bytes | None
    salt: bytes | None
    committed: bytes


def fault_of(stored: Stored) -> str:
    """What is wrong with a stored entry, or "" where its bytes, salt, commitment and columns agree or are erased."""
    if stored.data is None and stored.salt is None:
        return ""
    if stored.data is None or stored.salt is None:
        return "half erased"
    if commitment(stored.salt, stored.data) != stored.committed:
        return "bytes, salt and commitment do not belong together"
    if _framed(stored, stored.data):
        return ""
    try:
        told = json.loads(stored.data.decode())
    except ValueError:
        return "bytes are not JSON"
    shown = {
        "id": str(stored.public_id),
        "at": stamp(stored.at),
        "actor": stored.actor,
        "verb": stored.verb,
        "subject": stored.subject,
    }
    wrong = [name for name, value in shown.items() if told.get(name) != value]
    return f"columns differ from the bytes: {', '.join(wrong)}" if wrong else ""


def _framed(stored: Stored, data: bytes) -> bool:
    """Whether the canonical bytes around the body are those of the columns; no JSON has to be read for it."""
    before = f'{{"actor":{_quoted(stored.actor)},"at":"{stamp(stored.at)}","body":{{'.encode()
    name, subject, verb = stored.public_id, _quoted(stored.subject), _quoted(stored.verb)
    after = f'}},"id":"{name}","subject":{subject},"v":{VERSION},"verb":{verb}}}'.encode()
    return len(data) >= len(before) + len(after) and data.startswith(before) and data.endswith(after)
