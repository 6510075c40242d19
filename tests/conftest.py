"""What every test stands on: sentences compiled, static files served as they are, a place for what is written."""

import gettext
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation
from django.utils.translation import trans_real
from pytest_django.plugin import DjangoDbBlocker

PLAIN_FILES = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_configure() -> None:
    """Runs before Django reads a sentence or a static file for the first time."""
    settings.STORAGES["staticfiles"] = PLAIN_FILES
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
    for folder in settings.LOCALE_PATHS:
        for source in Path(folder).glob("*/LC_MESSAGES/django.po"):
            compile_sentences(source)


def compile_sentences(source: Path) -> None:
    """Compile one .po next to itself when it is newer; by rename, for two test workers may do it at once."""
    target = source.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return
    written = target.with_suffix(f".{os.getpid()}")
    subprocess.run(["msgfmt", "-o", written, source], check=True)
    written.rename(target)
    # Django has read the old catalogue by now, at its own start.
    gettext._translations.clear()  # type: ignore[attr-defined]
    trans_real._translations.clear()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """A page in another language leaves that language behind in its thread; every test starts in Chinese."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def fresh_limits(db: None) -> Iterator[None]:
    """No attempt at sign-in counted before or after the test."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def demonstration(settings: object) -> None:
    """The portal runs as a demonstration."""
    settings.ONEDOOR_DEMO = True  # type: ignore[attr-defined]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Lets the TRUNCATE between transactional tests pass: the ledger refuses it, and its own tests show that."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute("SELECT tgrelid::regclass::text FROM pg_trigger WHERE tgname = 'ledger_no_truncate'")
        for (table,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ledger_no_truncate")
