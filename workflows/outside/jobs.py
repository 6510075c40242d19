"""Jobs: the row is the job, a broker's message is only a doorbell that carries its id.

A crash before the commit of a command leaves neither change nor job; after it, the sweep rings
again. A crash of a worker leaves a lease that runs out on the database's clock; the effect and
`done_at` are committed together and fenced by `attempts`, so nothing is done twice.
"""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.models.functions import Now

from workflows.errors import Unavailable
from workflows.outside.lease import kept
from workflows.outside.models import Job

log = logging.getLogger(__name__)
LEASE_SECONDS = 60
MAX_ATTEMPTS = 8
WAIT_SECONDS = 30
"""Between two looks at a part that does not answer."""
Progress = Callable[[int], None]
Effect = Callable[[], None]


class Handler(Protocol):
    """What does the jobs of one kind."""

    code: str

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Do the slow part outside any transaction; return the writes, which commit together with the job."""
        ...

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """Called in the transaction that closes a job for good, so that somebody sees it."""
        ...


@dataclass(frozen=True)
class Claim:
    """A job that this process holds until its lease runs out."""

    id: int
    kind: str
    payload: dict[str, Any]
    attempts: int


class Bell(Protocol):
    """How a job's id reaches a worker."""

    def __call__(self, job_id: int) -> None: ...


_bells: list[Bell] = []


def hang_bell(bell: Bell) -> None:
    """Let `bell` be rung after each commit that wrote a job; set once, where the broker is known."""
    _bells[:] = [bell]


def ring(job_id: int) -> None:
    """Ring, if there is a bell; a broker that is down costs latency and never work, for the sweep rings again."""
    for bell in _bells:
        try:
            bell(job_id)
        except Exception:
            log.warning("bell_unheard", extra={"job": job_id}, exc_info=True)


def enqueue(kind: str, dedupe: str, payload: Mapping[str, Any], run_at: datetime | None = None) -> None:
    """Write a job in the caller's transaction; one with the same `dedupe` key is left as it stands."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO workflows_job (kind, dedupe, payload, run_at, attempts, last_error)"
            " VALUES (%s, %s, %s::jsonb, COALESCE(%s, now()), 0, '') ON CONFLICT (dedupe) DO NOTHING RETURNING id",
            [kind, dedupe, json.dumps(dict(payload)), run_at],
        )
        row = cursor.fetchone()
    if row and run_at is None:
        transaction.on_commit(lambda: ring(row[0]))


def claim(job_id: int | None = None) -> Claim | None:
    """Take one open, due, unleased job (or this one) for LEASE_SECONDS; None where there is none to take."""
    only = "AND id = %s" if job_id is not None else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""UPDATE workflows_job SET attempts = attempts + 1, lease_until = now() + %s * interval '1 second'
                WHERE id = (SELECT id FROM workflows_job
                            WHERE done_at IS NULL AND failed_at IS NULL AND run_at <= now()
                              AND (lease_until IS NULL OR lease_until < now()) {only}
                            ORDER BY run_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING id, kind, payload::text, attempts""",
            [LEASE_SECONDS, *([job_id] if job_id is not None else [])],
        )
        row = cursor.fetchone()
    if row is None:
        return None
    found_id, kind, payload, attempts = row
    return Claim(found_id, kind, json.loads(payload), attempts)


def run(handlers: Mapping[str, Handler], job_id: int | None = None) -> bool:
    """Claim a job and do it; False when there was none to claim. An error puts it back with growing delay."""
    held = claim(job_id)
    if held is None:
        return False
    if held.attempts > MAX_ATTEMPTS:
        _put_back(held, handlers.get(held.kind), "no worker that held it lived to the end")
        return True
    try:
        handler = handlers[held.kind]
        with kept(held.id, held.attempts, LEASE_SECONDS):
            effect = handler.work(held.payload)
        with transaction.atomic():
            if _close(held):
                effect()
    except Unavailable as error:
        log.warning("job_waits", extra={"job": held.id, "kind": held.kind, "what": error.what})
        _wait(held, error)
    except Exception as error:
        log.warning("job_failed", extra={"job": held.id, "kind": held.kind, "attempt": held.attempts}, exc_info=True)
        _put_back(held, handlers.get(held.kind), f"{type(error).__name__}: {error}")
    return True


def _close(held: Claim) -> bool:
    """Mark the job done, if this claim still holds it: whoever claimed it later does it instead."""
    mine = Job.objects.filter(pk=held.id, attempts=held.attempts, done_at=None)
    return bool(mine.update(done_at=Now(), lease_until=None, last_error=""))


def _put_back(held: Claim, handler: Handler | None, error: str) -> None:
    """Let the job run again after 2, 4, 8 … seconds, or give it up where a person must look."""
    mine = Job.objects.filter(pk=held.id, attempts=held.attempts, done_at=None)
    if held.attempts < MAX_ATTEMPTS:
        delay = timedelta(seconds=min(2**held.attempts, 3600))
        mine.update(lease_until=None, run_at=Now() + delay, last_error=error[:2000])
        return
    with transaction.atomic():
        if mine.update(lease_until=None, failed_at=Now(), last_error=error[:2000]) and handler is not None:
            handler.give_up(held.payload, error)


def _wait(held: Claim, error: Unavailable) -> None:
    """Try again later, as often as it takes: that a part is down is not the job's fault, and no attempt at it."""
    mine = Job.objects.filter(pk=held.id, attempts=held.attempts, done_at=None)
    delay = timedelta(seconds=WAIT_SECONDS)
    mine.update(lease_until=None, run_at=Now() + delay, attempts=F("attempts") - 1, last_error=f"waits for {error}")


def due(limit: int = 500) -> list[int]:
    """Ids of jobs that could be claimed now: what the sweep rings for."""
    free = Q(lease_until=None) | Q(lease_until__lt=Now())
    jobs = Job.objects.filter(free, done_at=None, failed_at=None, run_at__lte=Now())
    return list(jobs.order_by("run_at", "pk").values_list("pk", flat=True)[:limit])


def retry(job_id: int) -> bool:
    """Open a job again that was given up; the admin's button."""
    given_up = Job.objects.filter(pk=job_id).exclude(failed_at=None)
    return bool(given_up.update(failed_at=None, attempts=0, run_at=Now(), lease_until=None))


def cancel(dedupe: str) -> bool:
    """Take back a job that has not begun, in the caller's transaction; its key stays used."""
    waiting = Job.objects.filter(dedupe=dedupe, done_at=None, attempts=0)
    return bool(waiting.update(done_at=Now(), last_error="cancelled"))


def waiting_count(kind: str = "") -> int:
    """How many jobs are open and due: what the pages say is waiting."""
    open_jobs = Job.objects.filter(done_at=None, failed_at=None, run_at__lte=Now())
    return (open_jobs.filter(kind=kind) if kind else open_jobs).count()


def waiting_since() -> datetime | None:
    """Since when the longest waiting job has been due with nobody doing it; None where nothing waits."""
    open_jobs = Job.objects.filter(done_at=None, failed_at=None, run_at__lte=Now())
    free = open_jobs.filter(Q(lease_until=None) | Q(lease_until__lt=Now()))
    return free.order_by("run_at").values_list("run_at", flat=True).first()
