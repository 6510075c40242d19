"""Kills in the middle of things: nothing is lost, and nothing is done twice."""

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from portal.story import parts
from portal.story.browser import Browser
from portal.story.papers import photo
from portal.story.parts import Story
from tests.faults.installation import Installation, installed, until

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def onedoor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One installation for all kills, as in life."""
    with installed(tmp_path_factory.mktemp("od")) as running:
        yield running


@pytest.fixture
def citizen(onedoor: Installation, settings: object) -> Browser:
    """The applicant's browser."""
    settings.ONEDOOR_DEMO = True  # type: ignore[attr-defined]
    return parts.signed_in(onedoor.url, "luo")


def upload(citizen: Browser, seed: int) -> str:
    """A draft with one photo that nobody has read yet; returns the case."""
    page = citizen.submit(citizen.get("items/food_permit/"), "/start/")
    case = page.url.rstrip("/").rsplit("/", 1)[1]
    sample = photo("luo", "licence", "phone", seed)
    page = citizen.get(f"cases/{case}/papers/")
    files = {"file": ("licence.jpg", sample.data, sample.media_type)}
    assert citizen.submit(page, "/papers/upload/", {"slot": "licence"}, files).status == 200
    return case


def stage(onedoor: Installation) -> str:
    """The stage of the paper that was added last."""
    return str(onedoor.rows("SELECT stage FROM workflows_paper ORDER BY added_at DESC LIMIT 1")[0][0])


def doubled(onedoor: Installation) -> list[tuple[object, ...]]:
    """Facts that one paper wrote twice."""
    return onedoor.rows(
        "SELECT case_id, field, document_sha256, count(*) FROM workflows_fact WHERE source = 'paper'"
        " GROUP BY 1, 2, 3, only_compares HAVING count(*) > 1"
    )


def test_a_worker_killed_while_it_reads_loses_nothing_and_reads_nothing_twice(
    onedoor: Installation, citizen: Browser
) -> None:
    upload(citizen, seed=101)
    until(lambda: stage(onedoor) == "reading")
    onedoor.kill("worker")
    until(lambda: stage(onedoor) == "read")
    assert doubled(onedoor) == []


def test_a_flushed_broker_loses_no_job(onedoor: Installation, citizen: Browser) -> None:
    broker = redis.Redis.from_url(onedoor.environment["CELERY_BROKER_URL"].replace("redis+socket", "unix"))
    upload(citizen, seed=102)
    broker.flushall()
    until(lambda: stage(onedoor) == "read")
    assert doubled(onedoor) == []


def test_everything_is_there_after_the_database_was_killed(onedoor: Installation, citizen: Browser) -> None:
    before = onedoor.rows("SELECT count(*) FROM workflows_fact")
    onedoor.kill("postgres")
    until(lambda: citizen.open(citizen.request("cases/")).status == 200)
    assert onedoor.rows("SELECT count(*) FROM workflows_fact") >= before


def test_handing_in_works_while_broker_and_chain_are_down(onedoor: Installation, citizen: Browser) -> None:
    story = Story(onedoor.url)
    parts.draft(story, citizen)
    parts.read(story, citizen)
    parts.fill(story, citizen)
    onedoor.kill("redis")
    onedoor.kill("chain")
    assert "number" in parts.hand_in(story, citizen)
    assert "shows the status" in parts.follow(story)


def test_the_record_catches_up_when_the_chain_is_back(onedoor: Installation) -> None:
    until(lambda: onedoor.rows("SELECT count(*) FROM ledger_waiting")[0][0] == 0)
    sizes = (
        "SELECT (SELECT max(size) FROM ledger_head), (SELECT max(h.size) FROM ledger_anchor a"
        " JOIN ledger_head h ON h.id = a.head_id WHERE a.final_at IS NOT NULL)"
    )
    until(lambda: len(set(onedoor.rows(sizes)[0])) == 1)


def test_no_process_outlives_a_killed_starter(tmp_path: Path) -> None:
    with installed(tmp_path / "od") as running:
        note = running.note()
        os.kill(int(note["pid"]), signal.SIGKILL)
        for pid in note["parts"].values():
            until(lambda gone=Path(f"/proc/{pid}"): not gone.exists(), 30)
