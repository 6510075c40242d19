"""Jobs are rows: what a crash, a flushed broker or a second worker does to them."""

import threading
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from workflows.errors import Unavailable
from workflows.outside import jobs
from workflows.outside.jobs import MAX_ATTEMPTS, Effect, cancel, claim, due, enqueue, retry, run, waiting_count
from workflows.outside.models import Job

pytestmark = pytest.mark.django_db(transaction=True)


class Counting:
    """A handler that counts what it did, and fails as often as it is told."""

    code = "count"

    def __init__(self, failures: int = 0) -> None:
        self.worked = self.effects = self.given_up = 0
        self.failures = failures

    def work(self, payload: Mapping[str, Any]) -> Effect:
        self.worked += 1
        if self.worked <= self.failures:
            raise RuntimeError("not today")

        def effect() -> None:
            self.effects += 1

        return effect

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        self.given_up += 1


def one(run_at: Any = None) -> Job:
    """An open job."""
    with transaction.atomic():
        enqueue("count", "k", {"n": 1}, run_at)
    return Job.objects.get()


def lease_runs_out(job: Job) -> None:
    """As if the worker that held it had been killed a minute ago."""
    Job.objects.filter(pk=job.pk).update(lease_until=Now() - timedelta(seconds=1))


def test_a_job_is_done_once_and_closed_with_its_effect() -> None:
    job, handler = one(), Counting()
    assert run({"count": handler}, job.pk)
    assert not run({"count": handler}, job.pk)
    job.refresh_from_db()
    assert handler.effects == 1
    assert job.done_at is not None


def test_the_same_key_makes_one_job() -> None:
    one()
    one()
    assert Job.objects.count() == 1


def test_a_change_that_is_rolled_back_leaves_no_job() -> None:
    def change() -> None:
        with transaction.atomic():
            enqueue("count", "k", {})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change()
    assert not Job.objects.exists()


def test_a_job_for_tomorrow_waits() -> None:
    one(timezone.now() + timedelta(days=1))
    assert claim() is None
    assert due() == []


def test_a_killed_worker_gives_its_job_to_the_next_one() -> None:
    job = one()
    assert claim(job.pk) is not None
    assert claim(job.pk) is None
    lease_runs_out(job)
    again = claim(job.pk)
    assert again is not None
    assert again.attempts == 2


def test_a_worker_that_lost_its_lease_writes_no_effect() -> None:
    job, second = one(), Counting()

    class Slow(Counting):
        def work(self, payload: Mapping[str, Any]) -> Effect:
            lease_runs_out(job)
            run({"count": second}, job.pk)
            return super().work(payload)

    first = Slow()
    run({"count": first}, job.pk)
    assert (first.effects, second.effects) == (0, 1)


def test_an_error_puts_the_job_back_with_a_delay() -> None:
    job, handler = one(), Counting(failures=1)
    run({"count": handler})
    job.refresh_from_db()
    assert job.done_at is None
    assert job.run_at > timezone.now()
    assert "not today" in job.last_error


def test_an_effect_that_fails_leaves_the_job_open() -> None:
    class Failing(Counting):
        def work(self, payload: Mapping[str, Any]) -> Effect:
            def effect() -> None:
                Job.objects.create(kind="x", dedupe="half", payload={})
                raise RuntimeError("half way")

            return effect

    job = one()
    run({"count": Failing()})
    job.refresh_from_db()
    assert job.done_at is None
    assert not Job.objects.filter(dedupe="half").exists()


def test_a_poisoned_job_is_given_up_and_can_be_opened_again() -> None:
    job, handler = one(), Counting(failures=99)
    for _ in range(MAX_ATTEMPTS):
        Job.objects.update(run_at=Now())
        run({"count": handler})
    job.refresh_from_db()
    assert job.failed_at is not None
    assert handler.given_up == 1
    assert due() == []
    assert retry(job.pk)
    assert due() == [job.pk]


def test_an_unknown_kind_is_put_back_and_never_lost() -> None:
    job = one()
    assert run({}, job.pk)
    job.refresh_from_db()
    assert job.done_at is None
    assert "KeyError" in job.last_error


def test_a_broker_that_is_down_costs_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(job_id: int) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(jobs, "_bells", [broken])
    job = one()
    assert due() == [job.pk]


def test_twenty_workers_at_once_do_each_job_once() -> None:
    with transaction.atomic():
        for n in range(40):
            enqueue("count", f"k{n}", {"n": n})
    done: list[int] = []

    class Noting(Counting):
        def work(self, payload: Mapping[str, Any]) -> Effect:
            return lambda: done.append(payload["n"])

    def worker() -> None:
        try:
            while run({"count": Noting()}):
                pass
        finally:
            connection.close()

    workers = [threading.Thread(target=worker) for _ in range(8)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    assert sorted(done) == list(range(40))


def test_the_lease_of_long_work_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "LEASE_SECONDS", 1)
    job = one()

    class Long(Counting):
        def work(self, payload: Mapping[str, Any]) -> Effect:
            threading.Event().wait(1.6)
            assert claim(job.pk) is None
            return super().work(payload)

    handler = Long()
    run({"count": handler}, job.pk)
    assert handler.effects == 1


def test_a_job_that_kills_each_of_its_workers_is_given_up() -> None:
    job, handler = one(), Counting()
    for _ in range(MAX_ATTEMPTS):
        assert claim(job.pk) is not None
        lease_runs_out(job)
    assert run({"count": handler}, job.pk)
    job.refresh_from_db()
    assert job.failed_at is not None
    assert (handler.worked, handler.given_up) == (0, 1)


def test_a_part_that_is_down_costs_a_job_no_attempt() -> None:
    class Waiting(Counting):
        def work(self, payload: Mapping[str, Any]) -> Effect:
            raise Unavailable("ocr")

    job, handler = one(), Waiting()
    for _ in range(MAX_ATTEMPTS + 1):
        run({"count": handler}, job.pk)
        Job.objects.update(run_at=Now())
    job.refresh_from_db()
    assert (job.attempts, job.failed_at, handler.given_up) == (0, None, 0)
    assert job.last_error == "waits for ocr"


def test_what_is_given_up_is_no_longer_waiting_and_what_is_for_tomorrow_neither() -> None:
    job = one()
    assert waiting_count("count") == waiting_count() == 1
    Job.objects.update(run_at=timezone.now() + timedelta(days=1))
    assert waiting_count() == 0
    Job.objects.update(run_at=Now(), failed_at=Now())
    assert waiting_count() == 0
    assert retry(job.pk)
    assert waiting_count() == 1


def test_a_job_that_has_not_begun_can_be_taken_back_and_its_key_stays_used() -> None:
    one()
    assert cancel("k")
    one()
    assert due() == []
    assert not cancel("k")
