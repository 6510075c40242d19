"""Who looked at a case: no clerk and no department's system reads one without an entry (个人信息保护法 44)."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from ledger.api import record
from workflows.actor import Actor
from workflows.cases.models import Case, Look, Task
from workflows.catalogue.publish import item as item_of
from workflows.errors import NotFound
from workflows.law.label import Label
from workflows.people.organisation import BodyView, bodies

SITTING = timedelta(hours=2)
"""Reads of one person for one purpose within this time of the first are one look."""
COUNTER, AFTER = "counter", "after"
LIMIT = 500


@dataclass(frozen=True)
class LookView:
    """One look as the applicant sees it: which body, what for, when; who of the staff it was stays in the record."""

    at: datetime
    body: BodyView
    purpose: str
    """`counter`, `after`, or the element of a step."""
    step: Label | None
    """The step for which it was read; None for the other purposes."""
    by_system: bool
    entry: UUID


def note(actor: Actor, case: Case, is_filing: bool) -> None:
    """Record that this actor reads this case, unless it is the applicant or the look is part of a sitting."""
    if actor.kind not in ("clerk", "client"):
        return
    purpose, now = COUNTER if is_filing else purpose_of(actor, case), timezone.now()
    mine = Look.objects.filter(case=case, actor=actor.pseudonym, purpose=purpose, at__gt=now - SITTING)
    if mine.exists():
        return
    with transaction.atomic():
        _alone(f"{case.pk} {actor.pseudonym} {purpose}")
        if mine.exists():
            return
        body = {"case": case.number or str(case.pk), "purpose": purpose, "body": actor.body, "channel": actor.channel}
        receipt = record("look", str(case.pk), body, actor.pseudonym)
        Look.objects.create(
            case=case,
            at=now,
            actor=actor.pseudonym,
            person=actor.person,
            client=actor.client,
            body=actor.body or "",
            purpose=purpose,
            entry=receipt.id,
        )


def purpose_of(actor: Actor, case: Case) -> str:
    """The step that gives this actor reason to read: an open one first; `after` where all of them are closed."""
    held = Task.objects.filter(case=case, body_id=actor.body, role__in=actor.roles, state=Task.State.OPEN)
    element = held.order_by("opened_at", "work").values_list("element", flat=True).first()
    return element or AFTER


def _alone(name: str) -> None:
    """Two pages that open at the same moment are one look."""
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def looks(actor: Actor, case_id: UUID) -> tuple[LookView, ...]:
    """Who looked at the applicant's own case, newest first. Raises NotFound for everybody but the applicant."""
    case = Case.objects.select_related("pack").filter(pk=case_id).first()
    if case is None or actor.kind != "citizen" or actor.applicant != case.applicant_id:
        raise NotFound
    known, steps = bodies(), item_of(case.pack).steps
    rows = Look.objects.filter(case=case).order_by("-at", "-pk")[:LIMIT]
    return tuple(
        LookView(
            at=row.at,
            body=known[row.body],
            purpose=row.purpose,
            step=steps[row.purpose].label if row.purpose in steps else None,
            by_system=bool(row.client),
            entry=row.entry,
        )
        for row in rows
    )
