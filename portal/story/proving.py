"""The end of the story: the certificate, the public check, and the proof that needs nobody's word."""

import subprocess
import sys
import time
from pathlib import Path

from portal.story.browser import Browser, Page, Unexpected
from portal.story.parts import Story


def certificate(story: Story, citizen: Browser, folder: Path) -> str:
    """The sealed certificate is on the citizen's page, and its code on the public one."""
    page = citizen.wait(f"cases/{story.case}/", 'id="certificate"')
    button, check = page.document.xpath("//section[@aria-labelledby='certificate']//a/@href")
    code = check.rstrip("/").rsplit("/", 1)[1]
    pdf = citizen.get(button)
    if not pdf.body.startswith(b"%PDF"):
        raise Unexpected(f"the certificate is {pdf.content_type}")
    (folder / "certificate.pdf").write_bytes(pdf.body)
    public = Browser(story.base).get(f"check/{code}/")
    return f"{len(pdf.body) // 1024} KiB, public page: {public.document.xpath('//h1')[0].text_content().strip()} {code}"


def proof_file(story: Story, citizen: Browser, folder: Path, seconds: float = 120) -> str:
    """Download the proof of the newest step once its entry is anchored, and what this city's record is known by."""
    until = time.monotonic() + seconds
    while True:
        link = citizen.get(f"cases/{story.case}/").links("/proof/")[0]
        page: Page = citizen.get(link)
        if page.content_type.startswith("application/json") and b'"anchor' in page.body:
            break
        if time.monotonic() > until:
            raise Unexpected("the entry is not anchored")
        time.sleep(1)
    (folder / "proof.json").write_bytes(page.body)
    (folder / "trust.json").write_bytes(Browser(story.base).get("record/trust.json").body)
    return f"{len(page.body)} bytes"


def verdict(folder: Path, rpc: str) -> str:
    """What the verifier says, which needs Python and nothing of ours."""
    command = [sys.executable, "-m", "ledger.verify", str(folder / "proof.json"), "--trust", str(folder / "trust.json")]
    nodes = ["--rpc", rpc] if rpc else []
    done = subprocess.run([*command, *nodes], capture_output=True, text=True, check=False)
    return (done.stdout or done.stderr).strip()
