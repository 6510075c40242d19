"""The frame of the portal in a browser: sound pages in both languages, and everything works without JavaScript."""

import pytest

from tests.browser.conftest import Open

PAGES = {
    "home": "/",
    "sign-in": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "not-found": "/nothing-here/",
}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_frame_is_sound(visit: Open, name: str, language: str) -> None:
    visit(language).go(PAGES[name]).assert_page_is_sound(name)
