"""Two sources that differ are a question to whoever keeps the data, never to the citizen, and never hold up a case."""

from collections.abc import Mapping
from uuid import UUID

import pytest

from tests.workflows.cases.filing import Filed
from workflows.actor import SYSTEM, Actor
from workflows.cases.command import perform
from workflows.cases.commands.answer_difference import AnswerDifference
from workflows.cases.commands.record_register import RecordRegister
from workflows.cases.models import Difference, Event
from workflows.cases.queries.differences import difference, open_differences
from workflows.errors import Conflict, Invalid, NotFound
from workflows.people.models import Body, Notice

pytestmark = pytest.mark.django_db
SAME = {"uscc": "92990102MA0000001A", "name": "云东区老罗面馆"}
ELSE = SAME | {"name": "云东区老罗饭庄"}


def told(filed: Filed, record: Mapping[str, str]) -> None:
    perform(SYSTEM, RecordRegister(filed.case, "business", (record,)))


@pytest.fixture
def steward(filed: Filed) -> Actor:
    """Who answers for the data of the market regulator."""
    return filed.cast.clerk("data")


@pytest.fixture
def asked(filed: Filed) -> UUID:
    """A question about the name of the business."""
    told(filed, ELSE)
    return Difference.objects.get(case=filed.case).pk


def test_a_register_that_says_something_else_is_asked_about_with_both_words(
    filed: Filed, asked: UUID, steward: Actor
) -> None:
    (view,) = open_differences(steward)
    assert (view.id, view.owner, view.field.zh) == (asked, "amr", "经营者名称（店铺字号）")
    assert [claim.shown.zh for claim in view.claims] == ["云东区老罗饭庄", "云东区老罗面馆"]
    assert [claim.source for claim in view.claims] == ["register", "typed"]


def test_sources_that_agree_ask_nobody(filed: Filed) -> None:
    told(filed, SAME)
    assert not Difference.objects.exists()


def test_the_steward_is_told_and_the_citizen_is_not(filed: Filed, asked: UUID, steward: Actor) -> None:
    told_persons = Notice.objects.filter(code="difference_found").values_list("person_id", flat=True)
    assert list(told_persons) == [steward.person]


def test_the_same_difference_is_asked_once(filed: Filed, asked: UUID) -> None:
    told(filed, ELSE)
    told(filed, SAME | {"name": "第三个名字"})
    assert Difference.objects.count() == 1


def test_the_case_goes_on_meanwhile(filed: Filed, asked: UUID) -> None:
    assert filed.accept().state == "accepted"


@pytest.mark.parametrize("username", ["food", "desk", "head", "fire"])
def test_nobody_else_learns_of_the_question(filed: Filed, asked: UUID, username: str) -> None:
    other = filed.cast.clerk(username)
    assert open_differences(other) == ()
    for attempt in (lambda: difference(other, asked), lambda: perform(other, AnswerDifference(asked, "ours", "x"))):
        with pytest.raises(NotFound):
            attempt()


def test_who_is_the_applicant_answers_nothing_about_the_own_case(filed: Filed, asked: UUID, steward: Actor) -> None:
    own = Actor(kind="clerk", channel="web", person=filed.applicant.person, body="amr", roles=steward.roles)
    assert open_differences(own) == ()


@pytest.mark.parametrize(("finding", "note"), [("", "x"), ("maybe", "x"), ("ours", "  "), ("theirs", "")])
def test_an_answer_says_which_is_right_and_how_one_knows(asked: UUID, steward: Actor, finding: str, note: str) -> None:
    with pytest.raises(Invalid):
        perform(steward, AnswerDifference(asked, finding, note))


def test_a_source_that_was_wrong_says_the_right_thing_from_then_on(filed: Filed, asked: UUID, steward: Actor) -> None:
    perform(steward, AnswerDifference(asked, "theirs", "登记时录入有误，已更正。"))
    assert filed.field("shop_name").differing == ()
    assert [fact.source for fact in filed.field("shop_name").confirmed_by] == ["register"]
    (view,) = filed.view().differences
    assert (view.finding, view.answered_by, view.note) == ("theirs", "何清源", "登记时录入有误，已更正。")


def test_a_source_that_was_right_leaves_what_was_handed_in_to_the_reviewer(
    filed: Filed, asked: UUID, steward: Actor
) -> None:
    perform(steward, AnswerDifference(asked, "ours", "以登记为准。"))
    assert filed.field("shop_name").value == "云东区老罗面馆"
    assert [fact.value for fact in filed.field("shop_name").differing] == ["云东区老罗饭庄"]


def test_a_second_answer_is_told_who_and_when(asked: UUID, steward: Actor) -> None:
    perform(steward, AnswerDifference(asked, "ours", "以登记为准。"))
    with pytest.raises(Conflict) as refused:
        perform(steward, AnswerDifference(asked, "theirs", "不对。"))
    assert (refused.value.what, refused.value.who) == ("difference_answered", "何清源")


def test_history_names_the_field_and_no_value(filed: Filed, asked: UUID, steward: Actor) -> None:
    perform(steward, AnswerDifference(asked, "ours", "以登记为准。"))
    event = Event.objects.get(case=filed.case, verb="answer_difference")
    assert event.params == {"field": "shop_name", "finding": "ours"}


def test_a_city_without_that_body_asks_the_one_that_decides(filed: Filed) -> None:
    assert Body.objects.filter(pk="amr").exists()
    told(filed, ELSE)
    assert Difference.objects.get().owner_id == filed.view().item.body
