"""Filing in Chromium: without scripts, with a file that cannot be used, by a double click, by two clerks at once."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.browser.conftest import Open
from tests.browser.visitor import Visitor
from tests.cast import Cast
from tests.ocr.hostile import pdf
from tests.ocr.intake.test_store import LOCKED
from tests.portal.running import open_city
from tests.workflows.cases.filing import ANSWERS, PAPERS, blank_page, draft, file_case
from workflows.cases.founding import found_city
from workflows.cases.models import Case
from workflows.outside import jobs

BAD = {
    "empty.png": b"",
    "page.html": b"<html><script>alert(1)</script></html>",
    "photo.png": b"\xff\xd8\xff\xe0" + b"0" * 200,
    "locked.pdf": pdf(trailer=LOCKED),
}
HUGE = b"\xff\xd8\xff" + b"0" * (21 * 1024 * 1024)


@pytest.fixture
def cast(
    transactional_db: None, live_server: LiveServer, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Cast:
    """The demonstration city, without a chain, a broker or a worker."""
    monkeypatch.setattr(jobs, "_bells", [])
    settings.ONEDOOR_DEMO, settings.CHAIN_RPC, settings.KEYS_DIR = True, "", tmp_path / "keys"
    open_city("")
    return Cast(found_city())


def test_a_case_is_filed_without_any_script(visit: Open, cast: Cast) -> None:
    visitor = visit(javascript=False).sign_in("luo").go("/?q=我想开面馆")
    visitor.press(".od-results a[href*=food_permit]")
    visitor.press("form[action$='/start/'] button")
    case = visitor.page.url.rstrip("/").rsplit("/", 1)[1]
    for shade, slot in enumerate(PAPERS, 250):
        visitor.go(f"/cases/{case}/papers/")
        upload(visitor, slot, "page.png", blank_page(shade))
        visitor.press(f"#upload-{slot} button")
    for group in ("shop", "person", "food"):
        visitor.go(f"/cases/{case}/form/{group}/")
        fill_in(visitor)
        visitor.press("button[name=go_on]")
    visitor.go(f"/cases/{case}/check/").page.check("#id_statement")
    visitor.press("form[action$='submit/'] button")
    assert visitor.page.url.endswith("/submitted/"), visitor.page.inner_text("main")
    assert Case.objects.get(pk=case).state == "received"


def upload(visitor: Visitor, slot: str, name: str, data: bytes) -> None:
    """Choose a file for a paper."""
    visitor.page.set_input_files(f"#id_{slot}", {"name": name, "mimeType": "image/png", "buffer": data})


def fill_in(visitor: Visitor) -> None:
    """Type every answer that this page asks for."""
    for code, answer in ANSWERS.items():
        if isinstance(answer, list):
            for choice in answer:
                box = visitor.page.locator(f"input[name={code}][value={choice}]")
                box.check() if box.count() else None
        elif visitor.page.locator(f"[name={code}]").count():
            visitor.page.fill(f"[name={code}]", answer)


def test_a_bad_file_is_refused_at_once_in_words_and_the_draft_stays(visit: Open, cast: Cast) -> None:
    case = draft(cast.citizen())
    visitor = visit().sign_in("luo").go(f"/cases/{case}/papers/")
    for name, data in BAD.items():
        with visitor.page.expect_response("**/upload/") as answer:
            upload(visitor, "lease", name, data)
        assert answer.value.status == 422, name
        visitor.page.wait_for_selector(".govuk-error-summary")
        assert len(visitor.page.inner_text(".govuk-error-summary li")) > 10, name
        # The browser reports the answer 422 of its own request, which the script has put on the page.
        visitor.troubles.clear()
        visitor.assert_page_is_sound(f"upload-{name}")
        visitor.go(f"/cases/{case}/papers/")
    upload(visitor, "lease", "huge.jpg", HUGE)
    visitor.page.wait_for_selector("#upload-lease [data-state=failed]")
    assert "文件太大" in visitor.page.inner_text("#upload-lease [data-state=failed]")
    assert Case.objects.get(pk=case).state == "draft"
    assert visitor.page.locator(".od-paper").count() == len(PAPERS)


def test_what_is_typed_is_saved_and_found_on_another_device(visit: Open, cast: Cast) -> None:
    case = draft(cast.citizen())
    visitor = visit().sign_in("luo").go(f"/cases/{case}/form/food/")
    with visitor.page.expect_response("**/autosave/"):
        visitor.page.fill("[name=seats]", "41")
    visitor.page.wait_for_selector("[data-autosave-status][data-state=saved]")
    other = visit().sign_in("luo").go(f"/cases/{case}/form/food/")
    assert other.page.input_value("[name=seats]") == "41"


def test_a_double_click_hands_in_once(visit: Open, cast: Cast) -> None:
    case = draft(cast.citizen())
    visitor = visit(javascript=False).sign_in("luo").go(f"/cases/{case}/check/")
    visitor.page.check("#id_statement")
    visitor.page.dblclick("form[action$='submit/'] button")
    visitor.page.wait_for_url("**/submitted/")
    assert Case.objects.filter(state="received").count() == 1
    assert Case.objects.get(pk=case).version == 1


def test_of_two_clerks_the_second_sees_who_was_first(visit: Open, cast: Cast) -> None:
    filed = file_case(cast)
    pages = [visit().sign_in(name).go(f"/tasks/{filed.task('accept')}/") for name in ("desk", "desk2")]
    for visitor in pages:
        visitor.press("form:has(input[value=accept]) button")
    assert pages[0].page.url.endswith("/inbox/")
    assert "沈知夏" in pages[1].page.inner_text("main")
    pages[1].troubles.clear()
    pages[1].assert_page_is_sound("second-clerk")
