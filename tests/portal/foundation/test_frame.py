"""The frame of every page: headers, navigation, text size, and the ways in."""

import pytest
from django.test import Client

from portal.frame import NAVIGATION
from tests.portal.actors import make

pytestmark = pytest.mark.usefixtures("db")


def test_the_content_policy_lets_nothing_in_from_elsewhere(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    wanted = [
        "default-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
    ]
    assert all(directive in policy for directive in wanted)
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("header", "value"),
    [("X-Frame-Options", "DENY"), ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "same-origin")],
)
def test_every_page_carries_the_headers_that_guard_it(client: Client, header: str, value: str) -> None:
    assert client.get("/")[header] == value


def test_no_template_carries_a_script_or_style_inline(client: Client) -> None:
    text = client.get("/accounts/login/").content.decode()
    assert " style=" not in text
    assert "<script>" not in text
    assert " onclick=" not in text


def test_the_administration_is_offered_to_administrators_only(client: Client, demonstration: None) -> None:
    assert "/admin/" not in client.get("/").content.decode()
    client.force_login(make("xitong", administers="system"), "portal.accounts.backend.AccountBackend")
    assert 'href="/admin/"' in client.get("/").content.decode()


@pytest.mark.parametrize(
    ("size", "kept"), [("largest", "text-largest"), ("gigantic", "govuk-template"), ("", "govuk-template")]
)
def test_a_text_size_is_kept_when_there_is_such_a_size(client: Client, size: str, kept: str) -> None:
    client.post("/display/text-size/", {"size": size, "next": "/"})
    assert f'{kept}">' in client.get("/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""])
def test_the_text_size_leads_to_no_other_site(client: Client, elsewhere: str) -> None:
    assert client.post("/display/text-size/", {"size": "large", "next": elsewhere})["Location"] == "/"


def test_every_entry_of_the_navigation_has_a_page(client: Client, demonstration: None) -> None:
    client.force_login(make("xitong", administers="system"), "portal.accounts.backend.AccountBackend")
    assert len(client.get("/").context["frame_navigation"]()) <= len(NAVIGATION)
