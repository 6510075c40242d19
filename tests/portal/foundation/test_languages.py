"""Every sentence in both languages, every date as its readers write it."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils.formats import date_format
from django.utils.translation import gettext, override

from ops.catalogues import untranslated
from ops.layout import Layout


@pytest.mark.parametrize(("language", "written"), [("zh-hans", "2026年11月2日"), ("en", "2 November 2026")])
def test_a_date_reads_as_its_language_writes_it(language: str, written: str) -> None:
    with override(language):
        assert date_format(date(2026, 11, 2)) == written


@pytest.mark.parametrize(("path", "lang", "word"), [("/", "zh-Hans", "登录"), ("/en/", "en", "Sign in")])
def test_the_address_alone_decides_the_language(db: None, path: str, lang: str, word: str) -> None:
    text = Client(headers={"Accept-Language": "fr, en;q=0.8, zh;q=0.1"}).get(path).content.decode()
    assert f'<html lang="{lang}"' in text
    assert word in text


def test_a_wrong_form_is_refused_in_chinese_by_the_libraries_too() -> None:
    with override("zh-hans"):
        assert gettext("Incorrect code.") != "Incorrect code."
        assert gettext("Username") == "用户名"


def test_no_sentence_is_left_untranslated_or_guessed(tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    assert untranslated(Layout(settings.BASE_DIR, tmp_path), os.environ) == ""


@pytest.mark.parametrize("source", sorted(settings.BASE_DIR.glob("*/locale/*/LC_MESSAGES/*.po")), ids=str)
def test_placeholders_survive_translation(source: Path) -> None:
    subprocess.run(["msgfmt", "--check-format", "--output-file=/dev/null", source], check=True)
