"""Tests of the message catalogues: no sentence of a page goes without its translation unseen."""

import dataclasses
from pathlib import Path

import pytest

from ops import catalogues
from ops.layout import Layout

MANAGE = """
import sys
from pathlib import Path
from django.conf import settings
from django.core.management import execute_from_command_line
settings.configure(LOCALE_PATHS=[Path(__file__).parent / "portal" / "locale"])
execute_from_command_line(sys.argv)
"""
HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def project(layout: Layout, tmp_path: Path) -> Layout:
    """A project with two sentences, whose tools are this project's."""
    for name in catalogues.SOURCES:
        (tmp_path / name).mkdir()
    (tmp_path / "manage.py").write_text(MANAGE)
    (tmp_path / "portal" / "views.py").write_text('from x import _\n_("Submit")\n_("Case number")\n')
    (tmp_path / "portal" / "locale" / "zh_Hans" / "LC_MESSAGES").mkdir(parents=True)
    (tmp_path / ".venv").symlink_to(layout.venv)
    return dataclasses.replace(layout, root=tmp_path)


def write(project: Layout, *lines: str) -> Path:
    file = project.root / "portal" / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
    file.write_text(HEADER + "\n".join(lines) + "\n")
    return file


SUBMIT = 'msgid "Submit"\nmsgstr "提交"\n'
NUMBER = 'msgid "Case number"\nmsgstr "办件编号"\n'


def test_a_catalogue_that_says_everything_passes(project: Layout, environment: dict[str, str]) -> None:
    file = write(project, SUBMIT, NUMBER)
    before = file.read_bytes()
    assert catalogues.untranslated(project, environment) == ""
    assert file.read_bytes() == before


@pytest.mark.parametrize("rest", ["", 'msgid "Case number"\nmsgstr ""\n', "#, fuzzy\n" + NUMBER])
def test_a_missing_empty_or_doubtful_translation_is_named(
    project: Layout, environment: dict[str, str], rest: str
) -> None:
    write(project, SUBMIT, rest)
    assert "Case number" in catalogues.untranslated(project, environment)


def test_a_catalogue_is_compiled_when_it_has_changed(project: Layout) -> None:
    file = write(project, SUBMIT)
    catalogues.ensure(project)
    first = file.with_suffix(".mo").read_bytes()
    catalogues.ensure(project)
    write(project, SUBMIT, NUMBER)
    catalogues.ensure(project)
    assert file.with_suffix(".mo").read_bytes() != first
