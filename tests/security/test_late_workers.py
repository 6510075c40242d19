"""Reading a paper when something is in its way: a worker that comes late, and a file that cannot be drawn."""

import shutil
from uuid import UUID

import pytest

from ocr.intake import vault
from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from workflows.beat import handlers
from workflows.cases.models import Paper
from workflows.outside import jobs
from workflows.outside.models import Job


@pytest.fixture
def filed(cast: Cast) -> Filed:
    """A case with three papers."""
    return file_case(cast)


def paper(filed: Filed) -> Paper:
    return Paper.objects.filter(case=filed.case).earliest("added_at")


def read(paper_id: UUID) -> Job:
    job = Job.objects.get(dedupe=f"read:{paper_id}")
    jobs.run(handlers(), job.pk)
    job.refresh_from_db()
    return job


def test_a_worker_that_lost_its_lease_does_not_unsay_what_another_finished(filed: Filed) -> None:
    found = paper(filed)
    read(found.pk)
    handlers()["read_paper"].work({"paper": str(found.pk)})
    found.refresh_from_db()
    assert (found.stage, found.progress) == (Paper.Stage.READ, 100)


def test_a_file_that_cannot_be_drawn_is_said_so_at_the_first_try(filed: Filed) -> None:
    found = paper(filed)
    original = vault.original(found.sha256)
    kept = original.read_bytes()
    shutil.rmtree(vault.derived(found.sha256), ignore_errors=True)
    original.chmod(0o600)
    original.write_bytes(b"nothing that is a picture")
    try:
        job = read(found.pk)
    finally:
        original.write_bytes(kept)
        original.chmod(0o400)
    found.refresh_from_db()
    assert (job.attempts, job.done_at is None, found.stage) == (1, False, Paper.Stage.FAILED)
    assert found.warnings == [{"code": "could_not_be_read", "params": {}}]
