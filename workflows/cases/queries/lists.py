"""Lists of cases: those of an applicant, those that a clerk files, and the public status by query code."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from workflows.actor import Actor
from workflows.cases import clocks, duplicates
from workflows.cases.command import SITTING
from workflows.cases.models import Case, Clock, Submission
from workflows.cases.publicview import PublicStatus
from workflows.cases.views import CaseLine, TypedAgain
from workflows.catalogue.publish import item as item_of
from workflows.errors import NotFound
from workflows.outcomes.codes import BadCode, parse

PAGE = 50
COUNTED = 1000
"""Newest cases of an item over which it is counted how much was typed again."""
SHOWN_CLOCKS = ("promised", "legal", "answer", "correction", "certificate")


def my_cases(actor: Actor, limit: int = PAGE) -> tuple[CaseLine, ...]:
    """The applicant's own cases, the one that changed last first; discarded drafts are gone."""
    rows = Case.objects.filter(applicant_id=actor.person).exclude(state="discarded")
    return lines(rows.select_related("pack").order_by("-changed_at")[:limit])


def assisted_cases(actor: Actor, limit: int = PAGE) -> tuple[CaseLine, ...]:
    """Cases that this clerk files for people who stand at the counter now."""
    if actor.kind != "clerk":
        return ()
    since = timezone.now() - SITTING
    rows = Case.objects.filter(assisted_by_id=actor.person, assisted_at__gt=since).exclude(state="discarded")
    return lines(rows.select_related("pack").order_by("-changed_at")[:limit])


def open_cases(actor: Actor, item_code: str) -> tuple[CaseLine, ...]:
    """The applicant's cases of this item that were handed in and are not decided: told before another begins."""
    if actor.applicant is None:
        return ()
    return lines(duplicates.open_cases(actor.applicant, item_code))


def typed_again(item_code: str) -> TypedAgain:
    """How often people had to type what was known, over the newest cases of an item."""
    newest = Submission.objects.filter(case__item_code=item_code, case__received_at__isnull=False, seq=1)
    counts = list(newest.order_by("-case__received_at").values_list("re_typed", flat=True)[:COUNTED])
    return TypedAgain(len(counts), sum(counts), sum(not count for count in counts))


def lines(rows: Iterable[Case]) -> tuple[CaseLine, ...]:
    """One line a case, with the deadline that matters now, in a constant number of queries."""
    found, now = list(rows), timezone.now()
    running: dict[UUID, dict[str, Clock]] = {}
    for clock in Clock.objects.filter(case__in=[row.pk for row in found], stopped_at=None):
        running.setdefault(clock.case_id, {})[clock.code] = clock
    return tuple(_line(row, running.get(row.pk, {}), now) for row in found)


def _line(row: Case, running: dict[str, Clock], now: datetime) -> CaseLine:
    first = next((running[code] for code in SHOWN_CLOCKS if code in running), None)
    seen = clocks.view(first, now) if first else None
    return CaseLine(
        id=row.pk,
        number=row.number,
        item=item_of(row.pack).title,
        state=row.state,
        changed_at=row.changed_at,
        received_at=row.received_at,
        due_at=seen.due_at if seen else None,
        lamp=seen.lamp if seen else "",
        needs_answer=row.state == "correction_due",
        is_assisted=row.assisted_by_id is not None,
    )


def public_status(query_code: str) -> PublicStatus:
    """The status behind a receipt's QR code. Raises NotFound, alike for a wrong code and an unknown one."""
    try:
        code = parse(query_code)
    except BadCode as bad:
        raise NotFound from bad
    row = Case.objects.select_related("pack").filter(query_code=code).exclude(number=None).first()
    if row is None:
        raise NotFound
    return PublicStatus(
        query_code=code,
        item=item_of(row.pack).title,
        state=row.state,
        received_at=row.received_at,
        accepted_at=row.accepted_at,
        decided_at=row.decided_at,
        finished_at=row.finished_at,
        clocks=clocks.views(row, timezone.now()),
    )
