"""Incidents: opened where a route or a job cannot go on, settled once it went on; told by codes, never by values."""

import logging
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from workflows.cases.models import Case, Incident
from workflows.engine import Marking
from workflows.errors import Fracture, Stands
from workflows.outside.models import Job

log = logging.getLogger(__name__)
LONGEST_MESSAGE = 500


def stand(case: Case, fracture: Fracture, at: datetime, job: Job | None = None) -> Incident:
    """Open the incident, or count it once more where it is open: one for each element of a case, one for each job."""
    place = {"job": job.pk} if job else {"case": case, "element": fracture.element, "job": None}
    found, is_new = Incident.objects.get_or_create(
        **place,
        settled_at=None,
        defaults={
            "case": case,
            "element": fracture.element,
            "code": fracture.code,
            "message": fracture.message[:LONGEST_MESSAGE],
            "expression": fracture.expression,
            "types": dict(fracture.types),
            "event": dict(fracture.event) or None,
            "pack_sha256": case.pack.sha256,
            "job_kind": job.kind if job else "",
            "opened_at": at,
            "last_at": at,
        },
    )
    if not is_new:
        Incident.objects.filter(pk=found.pk).update(times=F("times") + 1, last_at=at)
    case.has_incident = True
    Case.objects.filter(pk=case.pk, has_incident=False).update(has_incident=True)
    told = {"incident": found.pk, "case": str(case.pk), "element": found.element, "why": found.code}
    told = {"incident": found.pk, "case": str(case.pk), "element": found.element, "why": found.code}
    log.error("incident", extra=told)
    return found


def keep(stands: Stands) -> None:
    """Open the incident of a refusal whose own transaction was rolled back, or count it once more.

    Where the refusal goes on to end a transaction around that one, whoever opened it calls this again behind it:
    then it is opened if it is gone, and counted no second time.
    """
    place = {"case_id": stands.case, "element": stands.fracture.element, "settled_at": None}
    if stands.is_kept and Incident.objects.filter(**place).exists():
        return
    with transaction.atomic():
        case = Case.objects.select_related("pack").get(pk=stands.case)
        stand(case, stands.fracture, timezone.now())
    stands.is_kept = True


def open_of(case: UUID) -> QuerySet[Incident]:
    """What keeps a case from going on, oldest first."""
    return Incident.objects.filter(case_id=case, settled_at=None).order_by("opened_at", "pk")


def settle(rows: Collection[Incident], at: datetime, person: UUID | None) -> None:
    """Close incidents; `person` is None where the case simply went on."""
    Incident.objects.filter(pk__in=[row.pk for row in rows]).update(settled_at=at, settled_by=person)


def settle_what_passed(case: Case, told: Collection[Mapping[str, Any]], at: datetime) -> None:
    """Close the incidents over which the case has gone, after the events `told`; the case is locked."""
    if not case.has_incident:
        return
    marking = Marking.from_json(case.marking) if case.marking else Marking.empty()
    happened = [_key(event) for event in told]
    rows = list(open_of(case.pk))
    passed = [row for row in rows if row.event and (_key(row.event) in happened or not is_expected(marking, row.event))]
    settle(passed, at, None)
    case.has_incident = len(passed) < len(rows)


def _key(event: Mapping[str, Any]) -> dict[str, Any]:
    """What it is about, without how it ended."""
    return {name: event.get(name) for name in ("event", "work", "timer", "name", "element")}


def is_expected(marking: Marking, event: Mapping[str, Any]) -> bool:
    """Whether the route still waits for an event that could not be carried out."""
    if event["event"] == "Started":
        return marking.state == "new"
    if marking.state != "running":
        return False
    if event.get("work"):
        return event["work"] in marking.tokens
    if "timer" in event:
        return event["timer"] in marking.waits
    if event["event"] == "MessageArrived":
        return any(wait.kind == "message" and wait.name == event["name"] for wait in marking.waits.values())
    return True
