"""verify.html in Chromium, opened from disk: it says what verify.py says, and runs nothing else."""

import copy
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from ledger import page, proofs, verify
from ledger.models import Chain
from tests.ledger.conftest import say, settle

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
Proof = dict[str, Any]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


@pytest.fixture
def proof(chain: Chain) -> Proof:
    receipts = say(9)
    settle()
    made = proofs.prove(receipts[4].id)
    assert isinstance(made, dict)
    return made


@pytest.fixture
def trust(proof: Proof) -> Proof:
    return proofs.trust()


@pytest.fixture
def opened(trust: Proof, tmp_path: Path) -> Iterator[Page]:
    """The page in a browser; comes last, because Playwright keeps a loop in which Django refuses the database."""
    (tmp_path / "verify.html").write_text(page.render(trust))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS, env={**os.environ, "HOME": str(tmp_path)}
        )
        tab = browser.new_page()
        tab.goto((tmp_path / "verify.html").as_uri())
        yield tab
        browser.close()


def changed(proof: Proof, change: Callable[[Proof], object]) -> Proof:
    bent = copy.deepcopy(proof)
    change(bent)
    return bent


CHANGES: list[Callable[[Proof], object]] = [
    lambda p: None,
    lambda p: p.update(entry=p["entry"].replace("面馆", "酒吧")),
    lambda p: p.update(entry="\ud800"),
    lambda p: p.update(salt="A" * 43 + "="),
    lambda p: p.update(salt="A" * 43),
    lambda p: p.update(index=3),
    lambda p: p.update(index=10**15),
    lambda p: p.update(index=-1),
    lambda p: p.update(index=1.5),
    lambda p: p.update(index=True),
    lambda p: p["path"].pop(),
    lambda p: p["path"].append(p["path"][0]),
    lambda p: p["path"].reverse(),
    lambda p: p.update(path=None),
    lambda p: p.update(id="00000000-0000-0000-0000-000000000000"),
    lambda p: p.update(head=p["head"].replace("\n9\n", "\n8\n")),
    lambda p: p.update(head=p["head"].replace("/ledger/", "/other/")),
    lambda p: p.update(head=p["head"].split("\n\n")[0]),
    lambda p: p.update(head=p["head"].replace("\u2014", "-")),
    lambda p: p.update(head=p["head"][:-3] + "A=\n"),
    lambda p: p.update(entry=None),
    lambda p: p.update(format="onedoor-proof/9"),
    lambda p: p.clear(),
]


def test_it_judges_every_changed_proof_as_the_command_line_does(
    opened: Page, proof: Proof, trust: Proof, node: str
) -> None:
    for number, change in enumerate(CHANGES):
        bent = changed(proof, change)
        here = verify.verify_proof(bent, trust, [node])
        there = opened.evaluate("([proof, trust, urls]) => verifyProof(proof, trust, urls)", [bent, trust, [node]])
        told = [reason.code for reason in here.reasons]
        assert (number, there["outcome"], [reason["code"] for reason in there["reasons"]]) == (
            number,
            here.outcome,
            told,
        )


TRUSTS: list[Callable[[Proof], object]] = [
    lambda t: t.update(logs=[]),
    lambda t: t.update(format="x"),
    lambda t: t["logs"][0].update(need=2),
    lambda t: t["logs"][0].update(need=0),
    lambda t: t["logs"][0].update(algorithm="sm3"),
    lambda t: t["logs"][0].update(last="2"),
    lambda t: t["logs"][0].update(key="a+b+c"),
    lambda t: t["logs"][0].update(chains=[]),
    lambda t: t["logs"][0]["chains"][0].update(chain_id=1),
    lambda t: t["logs"][0]["chains"][0].update(contract="0x" + "11" * 20),
    lambda t: t["logs"][0]["chains"][0].update(code_sha256="00" * 32),
    lambda t: t["logs"][0]["chains"][0].update(depth=10**6),
    lambda t: t["logs"][0]["chains"][0].update(depth="0"),
]


def test_it_trusts_pins_alone_as_the_command_line_does(opened: Page, proof: Proof, trust: Proof, node: str) -> None:
    for pins in [None, *(changed(trust, change) for change in TRUSTS)]:
        here = verify.verify_proof(proof, pins, [node])
        there = opened.evaluate("([proof, trust, urls]) => verifyProof(proof, trust, urls)", [proof, pins, [node]])
        assert there["outcome"] == here.outcome == verify.UNKNOWN, pins
        assert there["reasons"][-1]["code"] == here.reasons[-1].code


def test_a_stranger_gets_the_verdict_from_the_page(opened: Page, proof: Proof, node: str, tmp_path: Path) -> None:
    faults: list[str] = []
    opened.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    (tmp_path / "proof.json").write_text(json.dumps(proof))
    opened.set_input_files("#proof", tmp_path / "proof.json")
    opened.fill("#rpc", node)
    opened.click("button")
    opened.wait_for_selector("#verdict.proven")
    told = opened.inner_text("#verdict")
    assert "已证实 PROVEN" in told
    assert "depth 0" in told
    assert proof["id"] in told
    assert faults == []


def test_a_node_that_is_down_is_no_refutation_on_the_page(
    opened: Page, proof: Proof, trust: Proof, tmp_path: Path
) -> None:
    (tmp_path / "proof.json").write_text(json.dumps(proof))
    opened.set_input_files("#proof", tmp_path / "proof.json")
    opened.fill("#rpc", "http://127.0.0.1:9")
    opened.click("button")
    opened.wait_for_selector("#verdict.unknown")
    down = ["http://127.0.0.1:9"]
    there = opened.evaluate("([proof, trust, urls]) => verifyProof(proof, trust, urls)", [proof, trust, down])
    here = verify.verify_proof(proof, trust, down)
    assert [reason["code"] for reason in there["reasons"]] == [reason.code for reason in here.reasons]


def test_nothing_but_its_own_script_runs(opened: Page) -> None:
    ran = opened.evaluate(
        """() => { const s = document.createElement('script'); s.textContent = 'globalThis.stranger = 1';
        document.body.append(s); return globalThis.stranger === 1; }"""
    )
    assert not ran
