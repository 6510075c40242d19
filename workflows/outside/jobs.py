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
from django.db.models import F, Q, QuerySet
from django.db.models.functions import Now

from workflows.errors import Stands, Unavailable
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


@dataclass(frozen=True)
class GivenUp:
    """A job that was closed for good without its effect."""

    id: int
    kind: str
    payload: dict[str, Any]
    error: Exception | None
    """None where no worker that held it lived to the end."""


_bells: list[Bell] = []
_mourners: list[Callable[[GivenUp], None]] = []


def hang_bell(bell: Bell) -> None:
    """Let `bell` be rung after each commit that wrote a job; set once, where the broker is known."""
    _bells[:] = [bell]


def mourn(told: Callable[[GivenUp], None]) -> None:
    """Let `told` be called in the transaction that gives a job up; set once, where cases are known."""
    _mourners[:] = [told]


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
        _put_back(held, handlers.get(held.kind), None)
        return True
    try:
        handler = handlers[held.kind]
        with kept(held.id, held.attempts, LEASE_SECONDS):
            effect = handler.work(held.payload)
        with transaction.atomic():
            if _close(held):
                effect()
    except Stands as error:
        # The same route with the same facts breaks again: trying on would only take other cases' time.
        log.warning("job_stands", extra={"job": held.id, "kind": held.kind})
        _give_up(held, handlers.get(held.kind), error)
    except Unavailable as error:
        log.warning("job_waits", extra={"job": held.id, "kind": held.kind, "what": error.what})
        _wait(held, error)
    except Exception as error:
        log.warning("job_failed", extra={"job": held.id, "kind": held.kind, "attempt": held.attempts}, exc_info=True)
        _put_back(held, handlers.get(held.kind), error)
    return True


def _close(held: Claim) -> bool:
    """Mark the job done, if this claim still holds it: whoever claimed it later does it instead."""
    return bool(_held(held).update(done_at=Now(), lease_until=None, last_error=""))


def _put_back(held: Claim, handler: Handler | None, error: Exception | None) -> None:
    """Let the job run again after 2, 4, 8 … seconds, or give it up where a person must look."""
    if held.attempts >= MAX_ATTEMPTS:
        _give_up(held, handler, error)
        return
    delay = timedelta(seconds=min(2**held.attempts, 3600))
    _held(held).update(lease_until=None, run_at=Now() + delay, last_error=_told(error))


def _give_up(held: Claim, handler: Handler | None, error: Exception | None) -> None:
    """Close the job for good, and let everybody know who must."""
    with transaction.atomic():
        if not _held(held).update(lease_until=None, failed_at=Now(), last_error=_told(error)):
            return
        if handler is not None:
            handler.give_up(held.payload, _told(error))
        for told in _mourners:
            told(GivenUp(held.id, held.kind, held.payload, error))


def _held(held: Claim) -> QuerySet[Job]:
    """The job, if this claim still holds it."""
    return Job.objects.filter(pk=held.id, attempts=held.attempts, done_at=None)


def _told(error: Exception | None) -> str:
    return f"{type(error).__name__}: {error}"[:2000] if error else "no worker that held it lived to the end"


def _wait(held: Claim, error: Unavailable) -> None:
    """Try again later, as often as it takes: that a part is down is not the job's fault, and no attempt at it."""
    delay = timedelta(seconds=WAIT_SECONDS)
    told = f"waits for {error}"
    _held(held).update(lease_until=None, run_at=Now() + delay, attempts=F("attempts") - 1, last_error=told)


def due(limit: int = 500) -> list[int]:
    """Ids of jobs that could be claimed now: what the sweep rings for."""
    free = Q(lease_until=None) | Q(lease_until__lt=Now())
    jobs = Job.objects.filter(free, done_at=None, failed_at=None, run_at__lte=Now())
    return list(jobs.order_by("run_at", "pk").values_list("pk", flat=True)[:limit])


def retry(job_id: int) -> bool:
    """Open a job again that was given up, with all its attempts; an administrator's button."""
    given_up = Job.objects.filter(pk=job_id).exclude(failed_at=None)
    is_open = bool(given_up.update(failed_at=None, attempts=0, run_at=Now(), lease_until=None))
    if is_open:
        transaction.on_commit(lambda: ring(job_id))
    return is_open


def job_of(dedupe: str) -> Job | None:
    """The job with this key, or None."""
    return Job.objects.filter(dedupe=dedupe).first()


def cancel(dedupe: str) -> bool:
    """Take back a job that has not begun, in the caller's transaction; its key stays used."""
    waiting = Job.objects.filter(dedupe=dedupe, done_at=None, attempts=0)
    return bool(waiting.update(done_at=Now(), last_error="cancelled"))


def is_done(dedupe: str) -> bool:
    """Whether a job with this key was done."""
    return Job.objects.filter(dedupe=dedupe).exclude(done_at=None).exists()


def waiting_count(kind: str = "") -> int:
    """How many jobs are open and due: what the pages say is waiting."""
    open_jobs = Job.objects.filter(done_at=None, failed_at=None, run_at__lte=Now())
    return (open_jobs.filter(kind=kind) if kind else open_jobs).count()


def waiting_since() -> datetime | None:
    """Since when the longest waiting job has been due with nobody doing it; None where nothing waits."""
    open_jobs = Job.objects.filter(done_at=None, failed_at=None, run_at__lte=Now())
    free = open_jobs.filter(Q(lease_until=None) | Q(lease_until__lt=Now()))
    return free.order_by("run_at").values_list("run_at", flat=True).first()
