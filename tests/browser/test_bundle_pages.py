"""Pages of a bundle, of differing data and of a case open already: sound at both widths, in both languages."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Open
from tests.browser.test_story_pages import Judge
from tests.cast import Cast
from tests.portal.running import open_city
from tests.workflows.cases.bundling import Opened, drafted, moments, propose
from tests.workflows.cases.filing import do_jobs, file_case
from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.record_register import RecordRegister
from workflows.cases.commands.submit import Submit
from workflows.cases.founding import found_city
from workflows.cases.models import Difference
from workflows.outside import jobs
from workflows.people.models import Appointment


@pytest.fixture
def opened(
    transactional_db: None,
    live_server: LiveServer,
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Opened:
    """A bundle in which two bodies visit, and a question about differing data; there is no broker and no chain."""
    monkeypatch.setattr(jobs, "_bells", [])
    settings.ONEDOOR_DEMO, settings.ONEDOOR_URL, settings.KEYS_DIR = True, live_server.url, tmp_path / "keys"

    def build() -> Opened:
        try:
            open_city("")
            return bundle(Cast(found_city()))
        finally:
            connections.close_all()

    # In a thread of its own: Playwright keeps an event loop in this one, and sealing a PDF needs to start another.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(build).result()


def bundle(cast: Cast) -> Opened:
    """Registration granted, food and fire at their visits, both with dates; a question to the data steward."""
    for body in ("amr", "fire"):
        Appointment.objects.create(person_id=cast.person("food"), body_id=body, role="reviewer", from_on="2020-01-01")
    filed = file_case(cast)
    told = {"uscc": "92990102MA0000001A", "name": "云东区老罗饭庄"}
    perform(SYSTEM, RecordRegister(filed.case, "business", (told,)))
    found = drafted(cast)
    perform(found.applicant, Submit(found.bundle))
    found.registered()
    do_jobs("issue")
    do_jobs("advance_bundle")
    for code in ("t_food", "t_fire"):
        found.to_decision(code)
        propose(found, code, 1, 2)
    return found


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_pages_of_a_bundle_are_sound(opened: Opened, visit: Open, language: str) -> None:
    judge, citizen = Judge(), visit(language).sign_in("luo")
    judge.pages(
        citizen,
        {
            "bundle-guide": "/items/t_noodle_shop/",
            "bundle": f"/cases/{opened.bundle}/",
            "bundle-member": f"/cases/{opened.case('t_food').pk}/",
            "bundle-withdraw": f"/cases/{opened.bundle}/withdraw/",
        },
    )
    citizen.go("/items/food_permit/").press("main form button")
    judge.look(citizen, "already-open")
    citizen.go("/items/t_noodle_shop/").press("main form button")
    judge.look(citizen, "bundle-already-open")
    citizen.press("main form button")
    judge.look(citizen, "bundle-draft")
    citizen.page.goto(f"{citizen.page.url}check/")
    judge.look(citizen, "bundle-check")
    assert judge.wrong == []


def test_the_applicant_chooses_a_date_with_one_click(opened: Opened, visit: Open) -> None:
    citizen = visit("en").sign_in("luo").go(f"/cases/{opened.bundle}/")
    citizen.page.check(f"#moment-premises-{len(moments(1, 2))}")
    citizen.press("form[action$='visit/'] button")
    assert "The date is set" in citizen.page.inner_text("main")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_desk_shows_the_bundle_and_differing_data(opened: Opened, visit: Open, language: str) -> None:
    judge, steward = Judge(), visit(language).sign_in("data")
    question = Difference.objects.get().pk
    pages = {"inbox-steward": "/inbox/", "differences": "/differences/", "difference": f"/differences/{question}/"}
    judge.pages(steward, pages)
    steward.press("main form button")
    judge.look(steward, "difference-wrong")
    officer = visit(language).sign_in("food")
    judge.pages(officer, {"bundle-task": f"/tasks/{opened.task('t_food', 'site_visit')}/"})
    assert judge.wrong == []
