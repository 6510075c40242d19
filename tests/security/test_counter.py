"""The counter: nobody is acted for who is not there, by nobody whose post it is not, and never unseen."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.cast import Cast
from workflows.api import case_view, my_cases, notices, perform
from workflows.cases.commands.start_case import StartCase
from workflows.cases.models import Case
from workflows.errors import NotFound
from workflows.people.models import Person

LIN = {"id_number": "990102198803150242", "name": "林晓岚", "item": "food_permit"}
STRANGER = {"id_number": "990103198810010017", "name": "高山", "item": "food_permit"}
OpenAs = Callable[[str], Client]


def test_a_number_without_its_name_opens_nobodys_draft(open_as: OpenAs, cast: Cast) -> None:
    mine = perform(cast.citizen("lin"), StartCase("food_permit")).case
    for name in ("", "罗建业"):
        answer = open_as("desk").post("/counter/", {**LIN, "name": name})
        assert answer.status_code == 422
    assert Case.objects.get(pk=mine).assisted_by is None
    with pytest.raises(NotFound):
        case_view(cast.clerk("desk"), mine)


def test_who_stands_there_is_told_that_a_clerk_opened_the_draft_and_only_once(open_as: OpenAs, cast: Cast) -> None:
    perform(cast.citizen("lin"), StartCase("food_permit"))
    desk = open_as("desk")
    for _ in range(2):
        assert desk.post("/counter/", LIN).status_code == 302
    assert [notice.code for notice in notices(cast.person("lin"))] == ["assisted"]
    assert "窗口工作人员以您的名义打开了" in open_as("lin").get("/cases/").content.decode()
    assert len(my_cases(cast.citizen("lin"))) == 1


@pytest.mark.parametrize("username", ["fire", "food", "head", "inspector"])
def test_a_clerk_of_another_post_neither_sees_nor_writes_the_register_there(open_as: OpenAs, username: str) -> None:
    before = Person.objects.count()
    clerk = open_as(username)
    assert clerk.get("/counter/").status_code == 403
    assert clerk.post("/counter/", STRANGER).status_code == 403
    assert Person.objects.count() == before


@pytest.mark.parametrize("name", ["<b>", "…", "12345"])
def test_what_is_no_name_enters_no_register(open_as: OpenAs, name: str) -> None:
    before = Person.objects.count()
    assert open_as("desk").post("/counter/", {**STRANGER, "name": name}).status_code == 422
    assert Person.objects.count() == before


def test_no_clerk_files_for_herself(open_as: OpenAs) -> None:
    own = {"id_number": "990102199304120246", "name": "沈知夏", "item": "food_permit"}
    assert open_as("desk").post("/counter/", own).status_code == 403
    assert not Case.objects.exists()
