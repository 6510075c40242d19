"""Where cases stand: for administrators all of it, for a department what it has a part in; no value of a case."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from workflows.actor import ADMINISTRATOR, AUDITOR, Actor
from workflows.cases.models import Incident
from workflows.cases.queries.tasks import of_role
from workflows.catalogue.publish import item as item_of
from workflows.law.label import Label

PAGE = 200


@dataclasses.dataclass(frozen=True)
class IncidentView:
    """Why one case stands."""

    id: int
    case: UUID
    number: str
    """Empty while the case is a draft."""
    item: Label
    version: int
    """Of the service item, as the case runs on it now."""
    element: str
    step: Label | None
    code: str
    message: str
    expression: str
    types: Mapping[str, str]
    job_kind: str
    times: int
    opened_at: datetime
    last_at: datetime


def of_actor(actor: Actor) -> QuerySet[Incident]:
    """Open incidents that this actor may know of."""
    rows = Incident.objects.filter(settled_at=None)
    if actor.kind == "clerk" and actor.body is None and actor.roles & {ADMINISTRATOR, AUDITOR}:
        return rows
    if actor.kind in ("clerk", "client"):
        return rows.filter(case__in=of_role(actor).values("case"))
    return Incident.objects.none()


def incidents(actor: Actor, case: UUID | None = None, limit: int = PAGE) -> tuple[IncidentView, ...]:
    """What stands, the longest first; of one case where one is named."""
    rows = of_actor(actor).select_related("case__pack").order_by("opened_at", "pk")
    return tuple(views(rows.filter(case=case)[:limit] if case else rows[:limit]))


def incident_count(actor: Actor) -> int:
    """How many cases wait for somebody to mend something."""
    return of_actor(actor).count()


def views(rows: Iterable[Incident]) -> Iterable[IncidentView]:
    """The frozen views of rows that carry their case and its pack."""
    for row in rows:
        item = item_of(row.case.pack)
        step = item.steps.get(row.element)
        yield IncidentView(
            id=row.pk,
            case=row.case_id,
            number=row.case.number or "",
            item=item.title,
            version=item.version,
            element=row.element,
            step=step.label if step else None,
            code=row.code,
            message=row.message,
            expression=row.expression,
            types=row.types,
            job_kind=row.job_kind,
            times=row.times,
            opened_at=row.opened_at,
            last_at=row.last_at,
        )
