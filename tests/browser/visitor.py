"""Somebody before a browser: opens pages, signs in, and judges whether a page is sound."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from playwright.sync_api import ConsoleMessage, Page

from portal.accounts import demo

AXE = (settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDTHS_PX = {360: 800, 1280: 900}
"""The widths at which pages are judged, each with its height."""


@dataclass
class Visitor:
    """One browser window with its own cookies, under the portal's own content policy."""

    page: Page
    origin: str
    language: str = "zh-hans"
    troubles: list[str] = field(default_factory=list)
    """What the console said since the last judgement."""

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))

    def _hear(self, message: ConsoleMessage) -> None:
        # A page that answers 404 or 422 on purpose is reported by the browser as a failed load of itself.
        itself = message.text.startswith("Failed to load resource") and message.location.get("url") == self.page.url
        if message.type in ("error", "warning") and not itself:
            self.troubles.append(message.text)

    def go(self, path: str) -> "Visitor":
        """Open a path of the portal in the visitor's language; `path` is the Chinese one."""
        prefix = "" if self.language == "zh-hans" else f"/{self.language}"
        self.page.goto(f"{self.origin}{prefix}{path}")
        return self

    def press(self, selector: str) -> "Visitor":
        """Click what leads to another page, and wait until it is there."""
        with self.page.expect_navigation():
            self.page.click(selector)
        return self

    def sign_in(self, username: str) -> "Visitor":
        """Sign in to a demonstration account, with its code where it needs one."""
        self.go("/accounts/login/")
        self.page.fill("#id_login", username)
        self.page.fill("#id_password", demo.password_of(username))
        self.press("form[action$='login/'] button:not([type=button])")
        if "/2fa/" in self.page.url:
            self.page.fill("#id_code", demo.code_of(username))
            self.press("form[action$='authenticate/'] button")
        return self

    def shot(self, name: str) -> Path:
        """A picture of the whole page under VAR_DIR/shots."""
        path: Path = settings.VAR_DIR / "shots" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=True)
        return path

    def assert_page_is_sound(self, name: str = "") -> None:
        """Accessible, no wider than the window, quiet in the console, in its own language; at each width.

        A `name` also leaves a picture for each width.
        """
        expected = "zh-Hans" if self.language == "zh-hans" else self.language
        assert self.page.get_attribute("html", "lang") == expected
        for width, height in WIDTHS_PX.items():
            self.page.set_viewport_size({"width": width, "height": height})
            if name:
                self.shot(f"{name}-{self.language}-{width}")
            wider = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wider <= 0, f"{self.page.url} is {wider} px wider than {width} px"
            violations = self._violations()
            assert not violations, (
                f"{self.page.url} at {width} px: {json.dumps(violations, ensure_ascii=False, indent=1)}"
            )
        heard, self.troubles[:] = list(self.troubles), []
        assert not heard, f"{self.page.url}: {heard}"

    def _violations(self) -> list[dict[str, Any]]:
        self.page.evaluate(AXE)
        found: list[dict[str, Any]] = self.page.evaluate(
            """rules => axe.run(document, {runOnly: rules}).then(result => result.violations.map(
                one => ({id: one.id, nodes: one.nodes.map(node => node.html + ' ' + node.failureSummary)})
            ))""",
            RULES,
        )
        return found
