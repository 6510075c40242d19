"""A stranger with a proof file, verify.html and the address of a node, while every server of ours is off."""

import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.chain import local_chain, rpc
from tests.ledger.test_cluster import office, until_more
from tests.ledger.test_page import FLAGS

pytestmark = [pytest.mark.long, pytest.mark.browser]


@dataclass(frozen=True)
class Bag:
    """What the stranger has: two files, and a dump of the chain that somebody else runs."""

    page: str
    proof: str
    trust: str
    chain: str


@pytest.fixture(scope="module")
def bag(tmp_path_factory: pytest.TempPathFactory) -> Bag:
    """Made by an office with a database and a node of its own, both gone when the test begins."""
    folder = tmp_path_factory.mktemp("office")
    with office(folder / "pg", folder) as there:
        with there.at_work(folder) as receipts:
            until_more(receipts, 30)
        kept = [line for line in receipts.read_text().split() if line != "refused"]
        assert there.wrong(receipts) == []
        said = [there.run("manage.py", *words) for words in (("verify_page",), ("prove", kept[7]), ("trust",))]
        return Bag(*said, rpc(there.environment["ONEDOOR_CHAIN_RPC"], "anvil_dumpState"))


@pytest.fixture
def tab(bag: Bag, tmp_path: Path) -> Iterator[Page]:
    (tmp_path / "verify.html").write_text(bag.page)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=FLAGS, env={**os.environ, "HOME": str(tmp_path)}
        )
        opened = browser.new_page()
        opened.goto((tmp_path / "verify.html").as_uri())
        yield opened
        browser.close()


def judged(tab: Page, folder: Path, proof: str, node: str, outcome: str) -> str:
    """What the page says once the file is chosen, the address typed and the button pressed."""
    (folder / "proof.json").write_text(proof)
    tab.set_input_files("#proof", folder / "proof.json")
    tab.fill("#rpc", node)
    tab.click("button")
    tab.wait_for_selector(f"#verdict.{outcome}")
    return tab.inner_text("#verdict")


def test_a_stranger_gets_the_right_verdict_with_our_servers_off(bag: Bag, tab: Page, tmp_path: Path) -> None:
    asked: set[str] = set()
    tab.on("request", lambda request: asked.add(request.url))
    pin = json.loads(bag.trust)["logs"][0]
    with local_chain(tmp_path, dump=bag.chain) as node:
        told = judged(tab, tmp_path, bag.proof, node, "proven")
        chain = pin["chains"][0]
        for word in (pin["origin"], chain["contract"], f"chain {chain['chain_id']}", f"链 {chain['chain_id']}"):
            assert word in told
        assert "depth 0" in told
        assert "确认深度 0" in told
        bent = bag.proof.replace("面馆", "酒吧")
        assert bent != bag.proof
        assert json.loads(bag.proof)["id"] in judged(tab, tmp_path, bent, node, "refuted")
    assert asked == {f"{node}/"}
    judged(tab, tmp_path, bag.proof, node, "unknown")
    judged(tab, tmp_path, bag.proof, "", "unknown")
