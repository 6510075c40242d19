"""What a job that was given up means to its case: an incident that somebody sees, mends and tries again."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from workflows.actor import SYSTEM
from workflows.cases import incidents
from workflows.cases.command import perform
from workflows.cases.commands.fail_service import FailService
from workflows.cases.models import Case, Paper
from workflows.errors import Conflict, Fracture, Stands
from workflows.outside.jobs import GivenUp
from workflows.outside.models import Job
from workflows.people.models import Notice


def open_incident(job: GivenUp) -> None:
    """Let the case of this job stand, in the transaction that gives the job up; a job about no case leaves none.

    Work of the route is told to the route first: an error event of the drawing may catch it.
    """
    case = case_of(job.payload)
    if case is None:
        return
    if isinstance(job.error, Stands) or not job.payload.get("work"):
        _stand(case, job)
        return
    try:
        perform(SYSTEM, FailService(case.pk, str(job.payload["work"]), code_of(job.error)))
    except Conflict:
        # The route wants this work no longer: nothing is left to mend.
        return
    except Stands as stands:
        incidents.stand(case, stands.fracture, timezone.now(), Job.objects.get(pk=job.id))


def _stand(case: Case, job: GivenUp) -> None:
    unknown = Fracture(str(job.payload.get("element", "")), code_of(job.error), "", "", {}, {})
    fracture = job.error.fracture if isinstance(job.error, Stands) else unknown
    incidents.stand(case, fracture, timezone.now(), Job.objects.get(pk=job.id))


def case_of(payload: Mapping[str, Any]) -> Case | None:
    """The case that a job is about: named by itself, by its paper or by its notice."""
    rows = Case.objects.select_related("pack")
    if "case" in payload:
        return rows.filter(pk=UUID(str(payload["case"]))).first()
    if "paper" in payload:
        return rows.filter(pk__in=Paper.objects.filter(pk=payload["paper"]).values("case_id")).first()
    if "notice" in payload:
        return rows.filter(pk__in=Notice.objects.filter(pk=payload["notice"]).values("case")).first()
    return None


def code_of(error: Exception | None) -> str:
    """Why it was given up: the kind of error, for its text may tell values."""
    return type(error).__name__ if error else "worker_lost"
