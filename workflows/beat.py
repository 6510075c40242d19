"""What Celery calls in workflows: a job by its id, the sweep that rings for what is due, and the reconciliation."""

from functools import cache

from celery import current_app, shared_task

from workflows.cases import jobs as kinds
from workflows.cases import reconcile as reconciling
from workflows.outside import jobs
from workflows.registry import discover

HEARD_WITHIN_SECONDS = 60


@cache
def handlers() -> dict[str, jobs.Handler]:
    """What does the jobs of each kind."""
    return discover(kinds)


@shared_task(name="workflows.run_job", ignore_result=True)
def run_job(job_id: int) -> None:
    """Do one job, if nobody else has it."""
    jobs.run(handlers(), job_id)


@shared_task(name="workflows.sweep", ignore_result=True)
def sweep() -> None:
    """Ring again for everything that is due and that nobody holds."""
    for job_id in jobs.due():
        jobs.ring(job_id)


@shared_task(name="workflows.reconcile", ignore_result=True)
def reconcile() -> None:
    """Compare the next stretch of cases with the record."""
    reconciling.stretch()


def drain(limit: int = 10_000) -> int:
    """Do everything that is due, here and now, without a broker; returns how many jobs were done."""
    done = 0
    while done < limit and jobs.run(handlers()):
        done += 1
    return done


def bell(job_id: int) -> None:
    """Send a job's id to the broker; never waits for a broker that is down."""
    # An unheard ring is worth nothing: the sweep rings again, and a worker that comes back finds no mountain of them.
    current_app.send_task(
        "workflows.run_job", args=[job_id], retry=False, ignore_result=True, expires=HEARD_WITHIN_SECONDS
    )
