"""The head's page offers what the law allows now and no more, in both languages, and keeps what was typed."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.workflows.cases.filing import Filed
from tests.workflows.cases.licences import give_licence
from workflows.cases.models import WrittenAct

pytestmark = pytest.mark.django_db
OpenAs = Callable[[str], Client]


def offered(client: Client, filed: Filed) -> set[str]:
    """The verbs whose forms stand on the page."""
    page = client.get(f"/acts/{filed.case}/").content.decode()
    return {part.split("/")[0] for part in page.split(f'action="/acts/{filed.case}/')[1:]}


def test_a_case_that_is_not_accepted_can_only_be_ended(filed: Filed, open_as: OpenAs) -> None:
    assert offered(open_as("head"), filed) == {"terminate"}


def test_an_accepted_case_can_be_extended_stopped_and_ended(filed: Filed, open_as: OpenAs) -> None:
    filed.accept()
    assert offered(open_as("head"), filed) == {"extend", "stop_clock", "terminate"}


def test_a_case_with_a_certificate_offers_its_acts(filed: Filed, open_as: OpenAs) -> None:
    give_licence(filed.reviewed())
    found = offered(open_as("head"), filed)
    assert found >= {"reopen", "change_licence", "revoke_licence", "cancel_licence"}
    assert "resume_licence" not in found


def test_an_act_that_is_sent_is_done(filed: Filed, open_as: OpenAs) -> None:
    filed.accept()
    sent = {"value": "3", "reasons": "须核对房屋权属。", "key": "k1"}
    answer = open_as("head").post(f"/acts/{filed.case}/extend/", sent)
    assert (answer.status_code, answer["Location"]) == (302, f"/acts/{filed.case}/")
    assert WrittenAct.objects.get(case=filed.case).params == {"value": 3}


def test_what_is_missing_is_said_and_what_was_typed_stays(filed: Filed, open_as: OpenAs) -> None:
    filed.accept()
    answer = open_as("head").post(f"/acts/{filed.case}/stop_clock/", {"reasons": "依法检测。", "procedure": "testing"})
    assert answer.status_code == 422
    assert "依法检测。" in answer.content.decode()
    assert not WrittenAct.objects.filter(case=filed.case).exists()


@pytest.mark.parametrize("who", ["desk", "food", "fire", "supervisor", "luo"])
def test_the_page_exists_for_the_head_alone(filed: Filed, open_as: OpenAs, who: str) -> None:
    filed.accept()
    client = open_as(who)
    assert client.get(f"/acts/{filed.case}/").status_code in (403, 404)
    assert client.post(f"/acts/{filed.case}/extend/", {"value": "3", "reasons": "x"}).status_code in (403, 404)
    assert not WrittenAct.objects.filter(case=filed.case).exists()


def test_an_act_that_is_none_is_not_found(filed: Filed, open_as: OpenAs) -> None:
    assert open_as("head").post(f"/acts/{filed.case}/delete/", {"reasons": "x"}).status_code == 404


def test_the_page_reads_in_english_too(filed: Filed, open_as: OpenAs) -> None:
    filed.accept()
    page = open_as("head").get(f"/en/acts/{filed.case}/").content.decode()
    assert "Extend the time limit" in page
    assert "延长" not in page.split("<main")[1].split("</main")[0].replace("《", "")
