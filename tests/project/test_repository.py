"""The repository speaks of itself alone: no addresses of registries, no machines, no tools around it."""

import re

import pytest

from tests.project.files import name_of, text_of, written

FILES = {name_of(file): file for file in written()}
# Put together here, so that this file does not hold what it looks for.
FOREIGN = {
    "a registry's address": r"(?<!no-emit-)index[-]url\b|find[-]links|registry *= *http|\"resolved\" *:",
    "a machine's path": r"(?<![\w.])/(?:home/[a-z]|root/[a-z]|Users/[A-Z]|work/(?:main|shared))",
    "work that is left": r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b",
    "who wrote it with what": r"(?i)\b(?:clau" + r"de|anthro" + r"pic|open" + r"ai|chat" + r"gpt|copi" + r"lot)\b",
    "a tracker's number": r"(?i)\b(?:issue|ticket|pull request) +#?\d",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_no_file_holds(what: str) -> None:
    found = re.compile(FOREIGN[what])
    assert [name for name, file in FILES.items() if found.search(text_of(file))] == []


def test_the_licence_is_apache_2_0() -> None:
    assert "Apache License" in text_of(FILES["LICENSE"])
    assert "Version 2.0, January 2004" in text_of(FILES["LICENSE"])


def test_no_name_hides_what_a_module_holds() -> None:
    vague = re.compile(r"(?:^|/)(?:utils?|helpers?|common|managers?|misc)(?:\.py|/)")
    assert [name for name in FILES if vague.search(name)] == []
