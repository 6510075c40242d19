"""Every page of the story in Chromium: accessible, quiet, as wide as its window, in both languages, with its errors."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.cache import cache
from django.db import connections
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Open
from tests.browser.visitor import Visitor
from tests.browser.world import World, build
from tests.chain import local_chain
from tests.portal.running import Running
from workflows.outside import jobs

SEND = "main form[action$='finish/']:has(input[name=action][value={}]) button"


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A chain for the record."""
    with local_chain(tmp_path_factory.mktemp("anvil")) as url:
        yield url


@pytest.fixture
def world(
    transactional_db: None,
    live_server: LiveServer,
    settings: Settings,
    node: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> World:
    """The city in the middle of its work; there is no broker."""
    monkeypatch.setattr(jobs, "_bells", [])
    settings.ONEDOOR_DEMO, settings.ONEDOOR_URL = True, live_server.url
    settings.CHAIN_RPC, settings.KEYS_DIR = node, tmp_path / "keys"
    # In a thread of its own: Playwright keeps an event loop in this one, and sealing a PDF needs to start another.
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(closing, lambda: build(Running(live_server.url, node, tmp_path))).result()


def closing(act: Callable[[], World]) -> World:
    """Do it, and leave no connection behind in this thread."""
    try:
        return act()
    finally:
        connections.close_all()


class Judge:
    """Looks at page after page and keeps what was wrong, so that one run tells everything."""

    def __init__(self) -> None:
        self.wrong: list[str] = []

    def look(self, visitor: Visitor, name: str) -> None:
        """Judge the page that is open."""
        try:
            visitor.assert_page_is_sound(name)
        except AssertionError as error:
            self.wrong.append(f"{name}: {error}")
            visitor.troubles.clear()

    def pages(self, visitor: Visitor, pages: dict[str, str]) -> None:
        """Open page after page and judge each."""
        for name, path in pages.items():
            self.look(visitor.go(path), name)

    def sent_wrong(self, visitor: Visitor, name: str, path: str, button: str) -> None:
        """A form that is sent without being filled in says what is missing."""
        visitor.go(path)
        visitor.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        visitor.page.evaluate("document.querySelectorAll('[name=basis]').forEach(each => each.value = '')")
        visitor.press(button)
        assert visitor.page.locator(".govuk-error-summary li").count() > 0, name
        self.look(visitor, name)


def test_every_page_of_the_story_is_sound_in_both_languages(visit: Open, world: World) -> None:
    judge = Judge()
    for language in ("zh-hans", "en"):
        cache.clear()
        judge.pages(visit(language), public_pages(world))
        applicant(visit(language).sign_in("luo"), judge, world)
        stranger = visit(language).sign_in("lin")
        judge.pages(stranger, {"foreign-case": f"/cases/{world.granted.case}/"})
        assert "罗建业" not in stranger.page.content()
        staff(lambda name, to=language: visit(to).sign_in(name), judge, world)  # type: ignore[misc]
    assert not judge.wrong, "\n".join(judge.wrong)


def applicant(visitor: Visitor, judge: Judge, world: World) -> None:
    """From the draft to the result, and what is wrong said on the way."""
    judge.pages(visitor, citizen_pages(world))
    for name, path, button in (
        ("form-wrong", f"/cases/{world.draft}/form/food/", "button[name=go_on]"),
        ("submit-unsigned", f"/cases/{world.draft}/check/", "form[action$='submit/'] button"),
        ("reconsideration-empty", f"/cases/{world.refused.case}/reconsideration/", "main form button"),
        ("check-no-file", "/check/", "form[enctype] button"),
    ):
        judge.sent_wrong(visitor, name, path, button)


def staff(enter: Callable[[str], Visitor], judge: Judge, world: World) -> None:
    """The desks of those who work on a case."""
    desk, head, fire, inspector = (enter(name) for name in ("desk", "head", "fire", "inspector"))
    accept, decide = (f"/tasks/{task}/" for task in (world.received.task("accept"), world.ripe.task("decide")))
    visited, consult = (f"/tasks/{world.shared.task(element)}/" for element in ("site_visit", "fire_consult"))
    judge.pages(desk, {"inbox": "/inbox/", "task-accept": accept, "counter": "/counter/"})
    judge.pages(head, {"inbox-head": "/inbox/", "decide": decide, "done": f"/tasks/{world.granted.task('decide')}/"})
    judge.pages(fire, {"consult": consult, "foreign-task": decide})
    for visitor, name, path, button in (
        (desk, "counter-empty", "/counter/", "main form button"),
        (desk, "not-accept-empty", accept, SEND.format("not_accept")),
        (desk, "correction-empty", accept, SEND.format("ask_correction")),
        (head, "decide-empty", decide, SEND.format("finish")),
        (inspector, "visit-empty", visited, SEND.format("finish")),
    ):
        judge.sent_wrong(visitor, name, path, button)


def public_pages(world: World) -> dict[str, str]:
    """What needs no account."""
    case, certificate = world.granted.view(), world.granted.view().certificate
    assert certificate is not None
    return {
        "search": "/?q=我想开面馆",
        "search-empty": "/?q=zzzz",
        "guide": "/items/food_permit/",
        "check": "/check/",
        "check-certificate": f"/check/{certificate.code}/",
        "check-letter": f"/check/{world.letter_code}/",
        "check-unknown": "/check/AAAABBBBCCCC/",
        "status-by-code": f"/s/{case.query_code}/",
        "record": "/record/",
    }


def citizen_pages(world: World) -> dict[str, str]:
    """What the applicant sees from the draft to the result."""
    draft = f"/cases/{world.draft}/"
    entry = world.received.view().events[0].entry
    return {
        "cases": "/cases/",
        "draft": draft,
        "papers": f"{draft}papers/",
        "form-shop": f"{draft}form/shop/",
        "form-person": f"{draft}form/person/",
        "form-food": f"{draft}form/food/",
        "check-answers": f"{draft}check/",
        "submitted": f"/cases/{world.received.case}/submitted/",
        "proof-waiting": f"/cases/{world.received.case}/proof/{entry}/",
        "withdraw": f"/cases/{world.received.case}/withdraw/",
        "case-received": f"/cases/{world.received.case}/",
        "case-asked": f"/cases/{world.asked.case}/",
        "case-accepted": f"/cases/{world.shared.case}/",
        "case-granted": f"/cases/{world.granted.case}/",
        "case-refused": f"/cases/{world.refused.case}/",
        "reconsideration": f"/cases/{world.refused.case}/reconsideration/",
    }
