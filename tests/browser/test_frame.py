"""The frame of the portal in a browser: sound pages in both languages, and everything works without JavaScript."""

import pytest

from tests.browser.conftest import Open
from tests.portal.actors import make

LANGUAGES = pytest.mark.parametrize("language", ["zh-hans", "en"])
OPEN_PAGES = {
    "home": "/",
    "sign-in": "/accounts/login/",
    "sign-up": "/accounts/signup/",
    "not-found": "/nothing-here/",
    "style": "/styleguide/",
    "style-errors": "/styleguide/?errors=1",
    "codes": "/accounts/demo/codes/",
}
ACCOUNT_PAGES = {
    "account": "/accounts/2fa/",
    "recovery-codes": "/accounts/2fa/recovery-codes/generate/",
    "password": "/accounts/password/change/",
    "sign-out": "/accounts/logout/",
    "switch-off": "/accounts/2fa/totp/deactivate/",
}


@pytest.fixture(autouse=True)
def people(demonstration: None, live_server: object, fresh_limits: None) -> None:
    make("zhangsan")
    make("lisi", staff=True)
    make("xitong", administers="system")


@LANGUAGES
@pytest.mark.parametrize("name", OPEN_PAGES)
def test_a_page_of_the_frame_is_sound(visit: Open, name: str, language: str) -> None:
    visit(language).go(OPEN_PAGES[name]).assert_page_is_sound(name)


@LANGUAGES
def test_the_pages_of_an_account_are_sound(visit: Open, language: str) -> None:
    visitor = visit(language).sign_in("lisi")
    for name, path in ACCOUNT_PAGES.items():
        visitor.go(path).assert_page_is_sound(name)


@LANGUAGES
def test_a_refused_sign_in_is_a_sound_page_that_says_so_in_its_title(visit: Open, language: str) -> None:
    visitor = visit(language).go("/accounts/login/")
    visitor.press("form[action$='login/'] button:not([type=button])")
    assert visitor.page.title().startswith("有误：" if language == "zh-hans" else "Error: ")
    visitor.assert_page_is_sound("sign-in-refused")


@LANGUAGES
def test_setting_up_sign_in_codes_is_a_sound_page(visit: Open, language: str) -> None:
    visit(language).sign_in("zhangsan").go("/accounts/2fa/totp/activate/").assert_page_is_sound("set-up")


def test_signing_in_with_a_code_works_without_javascript(visit: Open) -> None:
    visitor = visit(javascript=False).sign_in("lisi")
    assert "lisi" in visitor.page.inner_text("header")
    visitor.press("header form[action$='logout/'] button")
    assert "登录" in visitor.page.inner_text("header")


def test_the_language_switch_keeps_the_page_and_its_question(visit: Open) -> None:
    visitor = visit().go("/accounts/login/?next=/styleguide/")
    visitor.press("text=English")
    assert visitor.page.url.endswith("/en/accounts/login/?next=/styleguide/")


def test_the_text_size_stays_when_the_reader_goes_on(visit: Open) -> None:
    visitor = visit(javascript=False).go("/")
    visitor.press("button[value=largest]")
    assert visitor.go("/accounts/login/").page.locator("html.text-largest").count() == 1
    visitor.shot("sign-in-largest")
