"""What a person is told: one row a message, in the portal at once and by the connectors that reach the person."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from workflows.people.models import Notice


@dataclass(frozen=True)
class NoticeView:
    """One message; pages turn `code` and `params` into a sentence."""

    id: int
    case: UUID | None
    code: str
    params: dict[str, Any]
    at: datetime
    is_read: bool


def tell(person: UUID, code: str, case: UUID | None, at: datetime, **params: Any) -> int:
    """Write the notice in the caller's transaction; returns its id, by which a connector sends it once."""
    return Notice.objects.create(person_id=person, code=code, case=case, at=at, params=params).pk


def notices(person: UUID, limit: int = 50) -> tuple[NoticeView, ...]:
    """The person's newest messages first."""
    rows = Notice.objects.filter(person_id=person).order_by("-at", "-pk")[:limit]
    return tuple(NoticeView(n.pk, n.case, n.code, n.params, n.at, n.read_at is not None) for n in rows)


def unread_count(person: UUID) -> int:
    """How many messages the person has not opened."""
    return Notice.objects.filter(person_id=person, read_at=None).count()


def mark_read(person: UUID, at: datetime) -> int:
    """Mark all messages of this person as read; returns how many were new."""
    return Notice.objects.filter(person_id=person, read_at=None).update(read_at=at)
