"""What is down or dies costs time, never a case: reading, broker, chain, worker."""

import os
import signal
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now

from ledger.api import state as ledger_state
from ocr.api import draw_sample, store
from tests.cast import Cast
from tests.workflows.cases.filing import Filed, attach, do_jobs, draft, try_again
from workflows.cases.command import perform
from workflows.cases.commands.attach_paper import AttachPaper
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.jobs.issue import KIND as ISSUE
from workflows.cases.models import Event, Fact, Paper
from workflows.cases.queries.lists import public_status
from workflows.errors import Conflict
from workflows.outcomes.models import Certificate
from workflows.outside import jobs
from workflows.outside.models import Job

WORKER = "import django; django.setup(); from workflows.beat import run_job; run_job({})"
committed = pytest.mark.django_db(transaction=True)
undone = pytest.mark.django_db


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


@committed
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


@committed
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


@undone
def test_with_the_chain_down_submit_and_status_work_and_the_ledger_waits(filed: Filed, settings: Any) -> None:
    settings.CHAIN_RPC = "http://127.0.0.1:1"
    filed.accept()
    assert public_status(filed.row.query_code).state == "accepted"
    assert ledger_state().waiting >= 2


@undone
def test_with_reading_down_the_paper_waits_for_it_as_long_as_it_takes(
    filed: Filed, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.OCR_ENGINE = "tesseract"
    monkeypatch.setenv("PATH", str(tmp_path))
    job = Job.objects.filter(kind="read_paper").earliest("pk")
    for _ in range(jobs.MAX_ATTEMPTS + 2):
        try_again(job)
    job.refresh_from_db()
    assert (job.failed_at, job.done_at, job.last_error) == (None, None, "waits for ocr")
    assert {paper.stage for slot in filed.view().slots for paper in slot.papers} == {"stored"}
    assert filed.view().is_reading
    assert filed.accept().state == "accepted"


@undone
def test_a_paper_that_can_never_be_read_is_given_up_and_the_page_says_so(
    filed: Filed, settings: Any, tmp_path: Path
) -> None:
    drafted = perform(filed.applicant, StartCase("food_permit")).case
    attach(filed.applicant, drafted, "lease", shade=33)
    settings.FILES_DIR = tmp_path
    job = Job.objects.filter(kind="read_paper").latest("pk")
    for _ in range(jobs.MAX_ATTEMPTS):
        try_again(job)
    job.refresh_from_db()
    paper = Paper.objects.get(pk=job.payload["paper"])
    assert job.failed_at is not None
    assert (paper.stage, paper.warnings[0]["code"]) == ("failed", "could_not_be_read")


@undone
def test_two_workers_that_both_made_the_certificate_issue_one(filed: Filed) -> None:
    filed.reviewed().decide()
    late = ISSUE.work(Job.objects.get(kind="issue").payload)
    assert do_jobs("issue") == 1
    with pytest.raises(Conflict), transaction.atomic():
        late()
    assert Certificate.objects.filter(case=filed.case).count() == 1
    assert Event.objects.filter(case=filed.case, verb="issue").count() == 1


@undone
def test_a_refusal_whose_delivery_was_tried_twice_is_delivered_once(filed: Filed) -> None:
    filed.reviewed().decide("refuse")
    do_jobs("deliver")
    Job.objects.filter(kind="deliver").update(done_at=None)
    try_again(Job.objects.get(kind="deliver"))
    assert Event.objects.filter(case=filed.case, verb="deliver").count() == 1
    assert len([each for each in filed.view().documents if each.kind == "decision_refused"]) == 1
