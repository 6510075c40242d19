"""Questions about data that differ: those put to a body, and those of one case."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from workflows.actor import Actor
from workflows.cases.models import Case, Difference
from workflows.cases.models.difference import STEWARD
from workflows.cases.views import ClaimView, DifferenceView
from workflows.catalogue.publish import item as item_of
from workflows.errors import NotFound
from workflows.law.label import Label
from workflows.people.persons import name_of

PAGE = 50


def put_to(actor: Actor) -> QuerySet[Difference]:
    """Questions to the body whose data this actor answers for, never about an own case."""
    if actor.body is None or STEWARD not in actor.roles:
        return Difference.objects.none()
    rows = Difference.objects.filter(owner_id=actor.body)
    return rows.exclude(case__applicant_id=actor.person) if actor.person else rows


def open_differences(actor: Actor, limit: int = PAGE) -> tuple[DifferenceView, ...]:
    """What is to be answered, the oldest first."""
    return views(put_to(actor).filter(answered_at=None).order_by("opened_at", "pk")[:limit])


def difference(actor: Actor, difference_id: UUID) -> DifferenceView:
    """One question to this actor's body. Raises NotFound."""
    found = views(put_to(actor).filter(pk=difference_id))
    if not found:
        raise NotFound
    return found[0]


def of_case(case: Case, sight: frozenset[str] | None = None) -> tuple[DifferenceView, ...]:
    """All questions about one case, and about its bundle, oldest first; of the fields that the reader may see.

    Who asks must have been let in already.
    """
    cases = [case.pk, *([case.bundle_id] if case.bundle_id else [])]
    rows = Difference.objects.filter(case_id__in=cases).order_by("opened_at", "pk")
    return views(rows if sight is None else rows.filter(field__in=sight))


def views(rows: QuerySet[Difference]) -> tuple[DifferenceView, ...]:
    """Frozen views, with the labels of the version on which the case stays."""
    return tuple(view(row) for row in rows.select_related("case__pack"))


def view(row: Difference) -> DifferenceView:
    """One frozen view."""
    item = item_of(row.case.pack)
    field = item.field(row.field)
    return DifferenceView(
        id=row.pk,
        number=row.case.number or "",
        item=item.title,
        field=field.label if field else Label(row.field, row.field),
        owner=row.owner_id,
        claims=tuple(claim_views(row.claims)),
        opened_at=row.opened_at,
        answered_at=row.answered_at,
        answered_by=name_of(row.answered_by),
        finding=row.finding,
        note=row.note,
    )


def claim_views(claims: Iterable[Mapping[str, Any]]) -> Iterable[ClaimView]:
    """What each source says."""
    for one in claims:
        yield ClaimView(one["source"], one["origin"], Label(**one["shown"]), one["document_sha256"])
