"""What a person is told: in the portal at once, in the reader's language, once to be read."""

import ast
from pathlib import Path

import pytest
from django.utils import timezone

from tests.cast import Cast
from workflows.cases import commands
from workflows.cases.commands import sign
from workflows.people.notices import mark_read, notices, tell, unread_count
from workflows.people.wording import notice_text, sentences

pytestmark = pytest.mark.django_db
PARAMS = {
    "item": {"zh": "食品经营许可", "en": "Food operation permit"},
    "number": "N-1",
    "act": {"zh": "已撤销", "en": "revoked"},
}
TELLING = {"tell_applicant": 0, "tell_supervisor": 0, "tell": 1, "told_of": 2, "tell_staff": 2, "go": 2}
"""The calls that write a notice, and the place of its code among their arguments."""


def told_by_commands() -> set[str]:
    """The code of every notice that a command writes, by its source."""
    found = set()
    for file in Path(commands.__path__[0]).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in TELLING:
                place = TELLING[getattr(node.func, "attr", getattr(node.func, "id", ""))]
                said = node.args[place : place + 1]
                found |= {leaf.value for one in said for leaf in ast.walk(one) if isinstance(leaf, ast.Constant)}
    signed = {f"signed_{outcome}" for outcome in (sign.AGREE, sign.OBJECT)}
    return {code for code in found if isinstance(code, str)} - {"grant", "signed_"} | signed


def test_every_notice_that_a_command_writes_has_its_sentence() -> None:
    assert told_by_commands() == set(sentences())


@pytest.mark.parametrize("code", sentences())
def test_a_notice_is_a_sentence_in_the_readers_language(code: str) -> None:
    chinese, english = notice_text(code, PARAMS, "zh-hans"), notice_text(code, PARAMS, "en")
    assert "食品经营许可" in chinese
    assert "Food operation permit" in english
    # A draft has no number yet.
    assert ("N-1" in chinese) == ("N-1" in english)
    assert chinese != english


def test_the_newest_comes_first_and_is_new_until_it_was_read(cast: Cast) -> None:
    luo, now = cast.person("luo"), timezone.now()
    first, second = (tell(luo, code, None, now, **PARAMS) for code in ("received", "accepted"))
    assert [each.id for each in notices(luo)] == [second, first]
    assert unread_count(luo) == 2
    assert mark_read(luo, now) == 2
    assert (unread_count(luo), mark_read(luo, now)) == (0, 0)


def test_nobody_reads_what_another_was_told(cast: Cast) -> None:
    tell(cast.person("luo"), "received", None, timezone.now(), **PARAMS)
    assert notices(cast.person("lin")) == ()
    mark_read(cast.person("lin"), timezone.now())
    assert unread_count(cast.person("luo")) == 1
