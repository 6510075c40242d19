"""Silence accepts (行政许可法 32(1)(四)): when the body's days to answer have run out, whether or not a job has run."""

from datetime import datetime

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


def ran_out(unit: Unit) -> datetime | None:
    """When the days to answer ended without an answer; None while they run, and where silence means nothing."""
    clock = Clock.objects.filter(case=unit.case, code="answer", stopped_at=None, red_at__lte=unit.at).first()
    return clock.due_at if clock is not None and accepts(unit) else None


def must_be_in_time(unit: Unit) -> None:
    """Raise Conflict where silence has accepted already."""
    if (when := ran_out(unit)) is not None:
        raise Conflict("state_accepted", when=when)
