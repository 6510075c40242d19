"""Silence accepts (行政许可法 32(1)(四)): when the body's days to answer have run out, whether or not a job has run."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workflows.cases.models import Clock
from workflows.cases.unit import Unit
from workflows.errors import Conflict
from workflows.outside.jobs import enqueue


def accepts(unit: Unit) -> bool:
    """Whether the item says that an application without an answer counts as accepted."""
    limit = unit.item.limits.get("answer")
    return limit is not None and limit.silence == "deem_accepted"


def watch(unit: Unit) -> None:
    """Let a job look again when the body's days to answer end."""
    if accepts(unit):
        clock = Clock.objects.filter(case=unit.case, code="answer", stopped_at=None).get()
        key = f"deem_accepted:{unit.case.pk}:{clock.pk}"
        enqueue("deem_accepted", key, {"case": str(unit.case.pk), "clock": clock.pk}, run_at=clock.red_at)


def watch_answer(unit: Unit) -> None:
    """Let a job look again when the applicant's days to answer end, where the item's own rule says what follows."""
    limit = unit.item.limits.get("correction")
    if limit is not None and limit.silence == "lapse":
        clock = Clock.objects.get(case=unit.case, code="correction", stopped_at=None)
        key = f"lapse:{unit.case.pk}:{clock.pk}"
        enqueue("lapse", key, {"case": str(unit.case.pk), "clock": clock.pk}, run_at=clock.red_at)


def look_again(kind: str, payload: Mapping[str, Any], at: datetime) -> None:
    """A job of `kind` came too early, because a calendar moved the day: let it come again when the clock turns."""
    clock = Clock.objects.filter(pk=payload["clock"], stopped_at=None, red_at__gt=at).first()
    if clock is not None:
        enqueue(kind, f"{kind}:{clock.pk}:{clock.red_at.isoformat()}", payload, run_at=clock.red_at)


def ran_out(unit: Unit) -> datetime | None:
    """When the days to answer ended without an answer; None while they run, and where silence means nothing."""
    clock = Clock.objects.filter(case=unit.case, code="answer", stopped_at=None, red_at__lte=unit.at).first()
    return clock.due_at if clock is not None and accepts(unit) else None


def must_be_in_time(unit: Unit) -> None:
    """Raise Conflict where silence has accepted already."""
    if (when := ran_out(unit)) is not None:
        raise Conflict("state_accepted", when=when)
