"""The environment is read strictly: a wrong value stops the start and says which."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal import environment

PUBLIC = {
    "ONEDOOR_URL": "https://onedoor.example",
    "ONEDOOR_SECRET_KEY": "k3-" + "0123456789abcdefghijklmnopqrstuvwxyz" * 2,
    "ONEDOOR_HOSTS": "onedoor.example",
    "ONEDOOR_DEMO": "0",
    "ONEDOOR_DEBUG": "0",
}


def check(**values: str) -> "subprocess.CompletedProcess[str]":
    argv = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    place = {**os.environ, **PUBLIC, **values}
    # The browser tests of this very process need it; a public portal must not have it.
    place.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
    return subprocess.run(argv, cwd=settings.BASE_DIR, env=place, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (lambda: environment.flag("X", False), "yes"),
        (lambda: environment.choice("X", "auto", "rapid"), "fast"),
        (lambda: environment.origin("X", ""), "onedoor.example"),
        (lambda: environment.origin("X", ""), "https://onedoor.example/portal"),
    ],
)
def test_a_wrong_value_is_refused_by_name(
    monkeypatch: pytest.MonkeyPatch, read: Callable[[], object], value: str
) -> None:
    monkeypatch.setenv("X", value)
    with pytest.raises(ImproperlyConfigured, match="X is"):
        read()


def test_an_address_that_is_no_database_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        environment.database("not an address")


def test_values_that_go_together_are_refused_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("X", "a")
    with pytest.raises(ImproperlyConfigured, match="Y must be set too"):
        environment.together("X", "Y")
    assert environment.together("Y", "Z") is None


def test_a_public_portal_has_nothing_to_be_warned_of() -> None:
    done = check()
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"ONEDOOR_DEMO": "1"}, "portal.E001"),
        ({"ONEDOOR_SECRET_KEY": ""}, "portal.E002"),
        ({"ONEDOOR_URL": "http://onedoor.example"}, "portal.E003"),
    ],
)
def test_what_must_not_serve_the_public_is_named(values: dict[str, str], complaint: str) -> None:
    done = check(**values)
    assert done.returncode == 1
    assert complaint in done.stderr


def test_cookies_of_a_public_portal_belong_to_its_host_alone() -> None:
    names = ("SESSION_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_NAME")
    show = f"from django.conf import settings; print(*(getattr(settings, name) for name in {names}))"
    argv = [sys.executable, "manage.py", "shell", "--no-imports", "-c", show]
    place = {**os.environ, **PUBLIC}
    done = subprocess.run(argv, cwd=settings.BASE_DIR, env=place, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["__Host-onedoor", "True", "__Host-onedoor-csrf"]
