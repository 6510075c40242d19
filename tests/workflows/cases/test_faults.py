"""What is down or done twice costs time, never a case: reading, chain, issue, delivery."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from ledger.api import state as ledger_state
from ocr.engines import tesseract
from tests.workflows.cases.filing import Filed, attach, do_jobs, try_again
from workflows.cases.command import perform
from workflows.cases.commands.start_case import StartCase
from workflows.cases.jobs.issue import KIND as ISSUE
from workflows.cases.models import Event, Paper
from workflows.cases.queries.lists import public_status
from workflows.errors import Conflict
from workflows.outcomes.models import Certificate
from workflows.outside import jobs
from workflows.outside.models import Job

pytestmark = pytest.mark.django_db


def test_with_the_chain_down_submit_and_status_work_and_the_ledger_waits(filed: Filed, settings: Any) -> None:
    settings.CHAIN_RPC = "http://127.0.0.1:1"
    filed.accept()
    assert public_status(filed.row.query_code).state == "accepted"
    assert ledger_state().waiting >= 2


def test_with_reading_down_the_paper_waits_for_it_as_long_as_it_takes(
    filed: Filed, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    settings.OCR_ENGINE = "tesseract"
    monkeypatch.setenv("PATH", str(tmp_path))
    # A process asks once whether its engine is there; this one may have asked before.
    monkeypatch.setattr(tesseract, "_probe", tesseract._probe.__wrapped__)
    job = Job.objects.filter(kind="read_paper").earliest("pk")
    for _ in range(jobs.MAX_ATTEMPTS + 2):
        try_again(job)
    job.refresh_from_db()
    assert (job.failed_at, job.done_at, job.last_error) == (None, None, "waits for ocr")
    assert {paper.stage for slot in filed.view().slots for paper in slot.papers} == {"stored"}
    assert filed.view().is_reading
    assert filed.accept().state == "accepted"


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
    assert job.failed_at or job.done_at
    assert (paper.stage, paper.warnings[0]["code"]) == ("failed", "could_not_be_read")


def test_two_workers_that_both_made_the_certificate_issue_one(filed: Filed) -> None:
    filed.reviewed().decide()
    late = ISSUE.work(Job.objects.get(kind="issue").payload)
    assert do_jobs("issue") == 1
    with pytest.raises(Conflict), transaction.atomic():
        late()
    assert Certificate.objects.filter(case=filed.case).count() == 1
    assert Event.objects.filter(case=filed.case, verb="issue").count() == 1


def test_a_refusal_whose_delivery_was_tried_twice_is_delivered_once(filed: Filed) -> None:
    filed.reviewed().decide("refuse")
    do_jobs("deliver")
    Job.objects.filter(kind="deliver").update(done_at=None)
    try_again(Job.objects.get(kind="deliver"))
    assert Event.objects.filter(case=filed.case, verb="deliver").count() == 1
    assert len([each for each in filed.view().documents if each.kind == "decision_refused"]) == 1
