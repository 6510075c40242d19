"""The pages of supervisors and of who keeps the calendar, and what a clerk asks of them."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.workflows.cases.filing import Filed
from tests.workflows.cases.test_calendar_import import LIST
from workflows.cases.models import Breach, GuideTicket, Recusal
from workflows.law.models import CalendarYear

pytestmark = pytest.mark.django_db
OpenAs = Callable[[str], Client]


def test_a_ticket_goes_from_the_desk_to_the_board_and_is_answered(filed: Filed, open_as: OpenAs) -> None:
    sent = {"ticket": "fee", "what": "工本费", "why": "财政要求。"}
    assert open_as("desk").post(f"/tasks/{filed.task('accept')}/ticket/", sent).status_code == 302
    ticket, supervisor = GuideTicket.objects.get(), open_as("supervisor")
    page = supervisor.get("/board/").content.decode()
    assert "工本费" in page
    assert "房屋租赁合同" in page, "the guide's own papers stand beside it"
    supervisor.post(f"/board/tickets/{ticket.pk}/", {"answer": "无法律依据。", "release": "no"})
    assert GuideTicket.objects.get().is_released is False
    assert Breach.objects.get().kind == "unlisted_fee"


def test_the_board_reads_in_english_too(filed: Filed, open_as: OpenAs) -> None:
    page = open_as("supervisor").get("/en/board/").content.decode()
    assert "What ends first" in page
    assert "Market Regulation Bureau of Yundong" in page


@pytest.mark.parametrize("who", ["desk", "head", "luo"])
def test_the_board_exists_for_supervisors_alone(filed: Filed, open_as: OpenAs, who: str) -> None:
    client = open_as(who)
    assert client.get("/board/").status_code in (403, 404)
    assert "/board/" not in client.get("/").content.decode()


def test_a_second_correction_is_no_option_and_refusal_none_after_a_full_answer(filed: Filed, open_as: OpenAs) -> None:
    page = open_as("desk").get(f"/tasks/{filed.task('accept')}/").content.decode()
    assert 'value="ask_correction"' in page
    assert 'value="second_correction"' not in page


def test_a_clerk_stands_back_from_the_desk(filed: Filed, open_as: OpenAs) -> None:
    open_as("desk").post(f"/tasks/{filed.task('accept')}/recuse/", {"reasons": "申请人是同学。"})
    assert Recusal.objects.get().person_id == filed.cast.person("desk")


def test_a_list_is_shown_with_what_it_changes_before_it_is_imported(filed: Filed, open_as: OpenAs) -> None:
    client, sent = open_as("supervisor"), {"division": "000000", "year": "2027", "source": "国办", "days": LIST}
    assert "暂定" in client.get("/calendars/").content.decode()
    assert "导入将带来的变动" in client.post("/calendars/", sent).content.decode()
    assert CalendarYear.objects.get(division="000000", year=2027).status == "provisional"
    assert client.post("/calendars/", sent | {"confirm": "yes"}).status_code == 302
    assert CalendarYear.objects.get(division="000000", year=2027).status == "published"


def test_a_list_with_a_wrong_line_names_it_and_keeps_what_was_typed(filed: Filed, open_as: OpenAs) -> None:
    sent = {"division": "000000", "year": "2027", "source": "国办", "days": "2027-01-01,perhaps"}
    answer = open_as("supervisor").post("/calendars/", sent)
    assert answer.status_code == 422
    assert "第1行" in answer.content.decode()
    assert "2027-01-01,perhaps" in answer.content.decode()
