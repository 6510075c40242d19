"""Writes decisions on cases; a refusal without reasons, law and rights is never written."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from workflows.catalogue.item import Rights
from workflows.errors import Conflict
from workflows.outcomes.grounds import Grounds
from workflows.outcomes.models import Decision


def decide(
    *,
    case: UUID,
    outcome: str,
    reasons: str,
    bases: Iterable[str],
    rights: Rights | None,
    decided_by: UUID | None,
    body: str,
    at: datetime,
) -> Decision:
    """Write the one decision of a case: `granted`, or `refused` with its grounds. Raises Unfounded, Conflict."""
    if outcome == "refused":
        return refuse(case=case, grounds=Grounds.of(reasons, bases, rights), decided_by=decided_by, body=body, at=at)
    if outcome != "granted":
        raise ValueError(f"outcome is {outcome!r}; it takes granted or refused")
    return grant(case=case, reasons=reasons, bases=bases, decided_by=decided_by, body=body, at=at)


def grant(
    *, case: UUID, reasons: str = "", bases: Iterable[str] = (), decided_by: UUID | None, body: str, at: datetime
) -> Decision:
    """Grant; without `decided_by` it was decided by rule. Raises Conflict when the case has a decision."""
    law = [basis.strip() for basis in bases if basis.strip()]
    return _write(
        Decision(
            case=case, outcome="granted", reasons=reasons.strip(), bases=law, decided_by=decided_by, body=body, at=at
        )
    )


def refuse(*, case: UUID, grounds: Grounds, decided_by: UUID | None, body: str, at: datetime) -> Decision:
    """Refuse. Raises Conflict when the case has a decision, and ValueError when no person decided."""
    if decided_by is None:
        raise ValueError("only a person refuses")
    return _write(Decision(case=case, outcome="refused", decided_by=decided_by, body=body, at=at, **grounds.to_row()))


def _write(decision: Decision) -> Decision:
    try:
        # A savepoint: the caller's transaction must live on to say who was first.
        with transaction.atomic():
            decision.save(force_insert=True)
    except IntegrityError as error:
        earlier = Decision.objects.filter(case=decision.case).first()
        if earlier is None:
            raise
        raise Conflict("decided", earlier.body, earlier.at) from error
    return decision
