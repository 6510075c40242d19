"""What the entries of the record say, in their order: for callers who hold it against what they keep themselves."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ledger.models import Entry

CHUNK = 2_000


@dataclass(frozen=True, slots=True)
class Content:
    """One entry; `body` is None where it was erased, or where its bytes are no JSON, which the audit names."""

    id: UUID
    actor: str
    verb: str
    subject: str
    body: Mapping[str, Any] | None


def contents(subject: str = "") -> Iterator[Content]:
    """Every entry from the oldest on, in chunks; only those about `subject` where one is named."""
    rows = Entry.objects.order_by("id")
    if subject:
        rows = rows.filter(subject=subject)
    columns = ("public_id", "actor", "verb", "subject", "canonical")
    for public_id, actor, verb, about, data in rows.values_list(*columns).iterator(CHUNK):
        yield Content(public_id, actor, verb, about, _body(data))


def _body(data: bytes | memoryview | None) -> Mapping[str, Any] | None:
    try:
        told = json.loads(bytes(data)) if data is not None else None
    except ValueError:
        return None
    found = told.get("body") if isinstance(told, dict) else None
    return found if isinstance(found, dict) else None
