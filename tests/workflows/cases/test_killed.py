"""A worker that is killed and a broker that is down cost time, never a case; here everything is committed."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from ocr.api import draw_sample, store
from tests.cast import Cast
from tests.workflows.cases.filing import Filed, do_jobs, draft
from workflows.cases.command import perform
from workflows.cases.commands.attach_paper import AttachPaper
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.models import Fact, Paper
from workflows.outside import jobs
from workflows.outside.models import Job

WORKER = "import django; django.setup(); from workflows.beat import run_job; run_job({})"

pytestmark = pytest.mark.django_db(transaction=True)


def lease_runs_out(kind: str) -> None:
    Job.objects.filter(kind=kind, done_at=None).update(lease_until=Now() - timedelta(seconds=1))


def worker(job: Job) -> "subprocess.Popen[bytes]":
    """A real worker in a process of its own, on the database of the tests."""
    values = connection.settings_dict
    url = f"postgresql://{values['USER']}@/{values['NAME']}?host={values['HOST']}"
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    return subprocess.Popen([sys.executable, "-c", WORKER.format(job.pk)], env=environment)


def wait_for_stage(paper: Paper, stage: str) -> None:
    until = time.monotonic() + 60
    while Paper.objects.get(pk=paper.pk).stage != stage:
        assert time.monotonic() < until
        time.sleep(0.02)


def test_a_worker_killed_while_it_reads_loses_nothing_and_nothing_is_done_twice(committed_city: Cast) -> None:
    applicant = committed_city.citizen()
    case = perform(applicant, StartCase("food_permit")).case
    photo = draw_sample("business_licence", {"name": "云东区老罗面馆"}, "scan", 3)
    perform(applicant, AttachPaper(case, "licence", store(photo.data, "licence.jpg"), "licence.jpg"))
    paper, job = Paper.objects.get(case=case), Job.objects.get(kind="read_paper")
    running = worker(job)
    wait_for_stage(paper, "reading")
    running.send_signal(signal.SIGKILL)
    assert running.wait(30) == -signal.SIGKILL
    assert not Fact.objects.filter(case=case, source="paper").exists()
    assert not jobs.run({}, job.pk)
    lease_runs_out("read_paper")
    assert do_jobs("read_paper") == 1
    job.refresh_from_db()
    facts = list(Fact.objects.filter(case=case, source="paper").values_list("field", flat=True))
    assert (job.attempts, Paper.objects.get(pk=paper.pk).stage) == (2, "read")
    assert "shop_name" in facts
    assert len(facts) == len(set(facts))


def test_with_the_broker_down_a_case_is_handed_in_and_its_jobs_wait(
    committed_city: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(job_id: int) -> None:
        raise ConnectionError("no broker")

    monkeypatch.setattr(jobs, "_bells", [broken])
    applicant = committed_city.citizen()
    filed = Filed(committed_city, applicant, perform(applicant, Submit(draft(applicant))).case)
    assert filed.view().state == "received"
    waiting = set(Job.objects.filter(pk__in=jobs.due()).values_list("kind", flat=True))
    assert waiting >= {"read_paper", "compose_document", "send_notice"}
