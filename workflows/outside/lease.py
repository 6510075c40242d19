"""Keeps the lease of a job alive while its work takes longer than the lease."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.db.models.functions import Now

from workflows.outside.models import Job


@contextmanager
def kept(job_id: int, attempts: int, seconds: int) -> Iterator[None]:
    """Renew the lease every third of `seconds` until the block ends.

    A renewal that finds another claim simply stops: the fence on `attempts` then keeps this one's effect out.
    """
    over = threading.Event()

    def renew() -> None:
        try:
            while not over.wait(seconds / 3):
                mine = Job.objects.filter(pk=job_id, attempts=attempts, done_at=None)
                if not mine.update(lease_until=Now() + timedelta(seconds=seconds)):
                    return
        finally:
            connection.close()

    keeper = threading.Thread(target=renew, name=f"lease-{job_id}", daemon=True)
    keeper.start()
    try:
        yield
    finally:
        over.set()
        keeper.join()
