"""Chromium for the browser tests: one process a module, one window a visitor."""

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from ops import node_set
from ops.layout import Layout
from tests.browser.visitor import Visitor

# Playwright keeps an event loop in this thread; Django would refuse to touch the database beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

Open = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here is marked `browser`."""
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def assets() -> None:
    """Build style and script when they are missing or older than what they are built of."""
    built = [settings.BASE_DIR / "portal/static/dist" / name for name in ("app.css", "app.js")]
    sources = [path for path in (settings.BASE_DIR / "portal/static_src").rglob("*") if path.is_file()]
    newest = max(path.stat().st_mtime for path in sources)
    if all(path.exists() and path.stat().st_mtime >= newest for path in built):
        return
    node_set.npm(Layout(settings.BASE_DIR, settings.VAR_DIR), "run", "build")


@pytest.fixture(scope="module")
def chromium(assets: None) -> Iterator[Browser]:
    """Debian's Chromium without a window; ended with its module, for no other test may run beside Playwright's loop."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, live_server: LiveServer) -> Iterator[Open]:
    """Opens a window for a visitor, in Chinese unless told; `visit(javascript=False)` has none."""
    contexts = []

    def open_window(language: str = "zh-hans", javascript: bool = True) -> Visitor:
        context = chromium.new_context(
            java_script_enabled=javascript, reduced_motion="reduce", timezone_id="Asia/Shanghai"
        )
        context.set_default_timeout(15_000)
        contexts.append(context)
        return Visitor(context.new_page(), live_server.url, language)

    yield open_window
    for context in contexts:
        context.close()
