"""What every connector promises: a message arrives, a repetition is known by its key, a failure is told."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core import mail

from tests.cast import Cast
from workflows.cases.jobs.send_notice import KIND as SEND
from workflows.outside import connectors
from workflows.people.models import Notice, Person
from workflows.registry import discover

CONNECTORS = discover(sys.modules[connectors.__name__])


@pytest.fixture(autouse=True)
def place(settings: Any, tmp_path: Path) -> Path:
    """Text messages go to a file of this test."""
    settings.VAR_DIR = tmp_path
    return tmp_path


def keys_received(code: str, place: Path) -> list[str]:
    """The keys of what arrived at the other end."""
    if code == "mail":
        return [str(message.extra_headers["Message-ID"]) for message in mail.outbox]
    lines = (place / "outbox" / "sms.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["key"] for line in lines]


@pytest.mark.parametrize("code", CONNECTORS)
def test_a_message_arrives_with_its_key(code: str, place: Path) -> None:
    CONNECTORS[code].deliver("notice-7", "13800138000@example.invalid", "标题", "您的申请已受理。")
    (key,) = keys_received(code, place)
    assert "notice-7" in key


@pytest.mark.parametrize("code", CONNECTORS)
def test_a_repetition_can_be_told_from_a_second_message(code: str, place: Path) -> None:
    for key in ("notice-7", "notice-7", "notice-8"):
        CONNECTORS[code].deliver(key, "luo@example.invalid", "标题", "正文")
    assert len(set(keys_received(code, place))) == 2


@pytest.mark.parametrize("code", CONNECTORS)
def test_the_address_is_one_that_a_person_leaves(code: str) -> None:
    assert CONNECTORS[code].address_of in {field.name for field in Person._meta.get_fields()}


@pytest.mark.parametrize("code", CONNECTORS)
@pytest.mark.parametrize("text", ["换\n行\r\n头: x", "引号\"'{}", "字" * 5000])
def test_no_text_breaks_the_message(code: str, text: str, place: Path) -> None:
    CONNECTORS[code].deliver("notice-1", "luo@example.invalid", "标题", text)
    CONNECTORS[code].deliver("notice-2", "luo@example.invalid", "标题", "正文")
    assert len(keys_received(code, place)) == 2


def test_a_gateway_that_is_down_is_told(place: Path) -> None:
    (place / "outbox").write_text("not a folder")
    with pytest.raises(OSError, match="outbox"):
        CONNECTORS["sms"].deliver("notice-1", "13800138000", "标题", "正文")


@pytest.mark.django_db
def test_a_notice_goes_to_every_address_that_the_person_left_and_to_no_other(cast: Cast, place: Path) -> None:
    Person.objects.filter(pk=cast.person("luo")).update(mail="luo@example.invalid")
    Person.objects.filter(pk=cast.person("lin")).update(mobile="")
    params = {"item": {"zh": "食品经营许可", "en": "Food operation permit"}, "number": "N-1"}
    for username in ("luo", "lin"):
        notice = Notice.objects.create(
            person_id=cast.person(username), code="received", params=params, at="2026-11-22T00:00:00Z"
        )
        SEND.work({"notice": notice.pk})()
    assert [message.to for message in mail.outbox] == [["luo@example.invalid"]]
    assert len(keys_received("sms", place)) == 1
