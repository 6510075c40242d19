"""The main story by HTTP: photos go in, three departments decide, a certificate comes out, anybody can prove it."""

import subprocess
import sys
from dataclasses import replace

from portal.story import parts, proving
from portal.story.browser import Browser
from portal.story.parts import Story
from tests.cast import Cast
from tests.ledger.conftest import full_rights
from tests.portal.running import Running
from tests.workflows.cases.filing import file_case
from workflows.cases.founding import found_city

AGREE = {"outcome": "agree", "opinion": "符合条件。"}


def handed_in(running: Running) -> tuple[Story, Browser]:
    """From the search to the receipt."""
    story = running.story()
    parts.find(story)
    citizen = story.browser("luo")
    parts.draft(story, citizen)
    parts.read(story, citizen)
    filled = parts.fill(story, citizen)
    assert int(filled.split()[0]) >= 10, filled
    parts.hand_in(story, citizen)
    return story, citizen


def reviewed(story: Story, citizen: Browser) -> None:
    """From the front desk to the site visit; the fire brigade's own system gives its opinion."""
    point = {"field-seats": "1", "why-field-seats": "请按实际桌椅数填写。"}
    parts.finish(story, "desk", point, "ask_correction")
    parts.answer_correction(story, citizen)
    parts.finish(story, "desk", {}, "accept")
    parts.finish(story, "food", AGREE)
    parts.by_system(story)
    parts.finish(story, "city", AGREE)
    parts.visit(story)


def verdict(running: Running) -> subprocess.CompletedProcess[str]:
    """What the verifier says of the files that were downloaded; it runs by itself, with the standard library only."""
    files = [str(running.folder / "proof.json"), "--trust", str(running.folder / "trust.json")]
    command = [sys.executable, "-I", "-S", "ledger/verify.py", *files, "--rpc", running.node]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_permit_is_granted_and_proven_and_a_changed_byte_is_refuted(running: Running) -> None:
    story, citizen = handed_in(running)
    assert "罗建业" not in Browser(story.base).get(f"s/{story.code}/").text
    reviewed(story, citizen)
    parts.finish(story, "head", {"outcome": "grant"})
    proving.certificate(story, citizen, running.folder)
    proving.proof_file(story, citizen, running.folder)
    told = verdict(running)
    assert (told.returncode, told.stdout.split(":")[0]) == (0, "PROVEN"), told
    page = citizen.get(f"cases/{story.case}/")
    assert "消防意见" in page.text
    assert "fire_system" not in page.text
    one_byte_is_changed(running, story, citizen)


def one_byte_is_changed(running: Running, story: Story, citizen: Browser) -> None:
    """A newly made proof of that entry is refuted, and names it."""
    entry = citizen.get(f"cases/{story.case}/").links("/proof/")[0].rstrip("/").rsplit("/", 1)[1]
    with full_rights() as sql:
        change = "UPDATE ledger_entry SET canonical = overlay(canonical placing '\\x58' from 12) WHERE public_id = %s"
        sql(change, [entry])
    proving.proof_file(story, citizen, running.folder)
    told = verdict(running)
    assert (told.returncode, told.stdout.split(":")[0]) == (3, "REFUTED"), told
    assert entry in told.stdout


def test_a_refusal_carries_reasons_law_and_rights_and_can_be_taken_further(running: Running) -> None:
    filed = file_case(Cast(found_city())).reviewed()
    story = running.story()
    story.case, story.number = str(filed.case), str(filed.row.number)
    bases = ["《中华人民共和国食品安全法》第33、35条"]
    reasons = {"outcome": "refuse", "reasons": "操作间与卫生间相通。", "bases": bases}
    parts.finish(story, "head", reasons)
    citizen = story.browser("luo")
    page = citizen.wait(story.page, "不予许可决定书")
    for words in ("操作间与卫生间相通。", *bases, "行政复议", "行政诉讼"):
        assert words in page.text
    reconsideration_is_asked_for(story, citizen)


def reconsideration_is_asked_for(story: Story, citizen: Browser) -> None:
    """The right that the letter names is used on the page that it names."""
    address = citizen.get(story.page).links("/reconsideration/")[0]
    empty = citizen.submit(citizen.get(address), "", {"text": " "})
    assert (empty.status, "有误" in empty.document.findtext(".//title")) == (422, True)
    sent = citizen.submit(citizen.get(address), "", {"text": "请求撤销该决定。"})
    assert "云州市云东区人民政府" in sent.text
    assert "您申请了行政复议" in citizen.get(story.page).text


def test_the_counter_files_for_a_citizen_who_sees_by_whom(running: Running) -> None:
    story = replace(running.story(), cases="hall/cases", applicant="lin")
    citizen = story.browser("lin")
    parts.counter(story, story.browser("desk2"), citizen)
    assert "窗口代办" in citizen.get("cases/").text
