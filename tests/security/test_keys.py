"""Keys of repeated requests: they repeat one act of one actor, and swallow nobody else's."""

from collections.abc import Callable
from uuid import UUID

import pytest
from django.test import Client

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from workflows.cases.command import perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.errors import Conflict

OpenAs = Callable[[str], Client]


@pytest.fixture
def accepted(cast: Cast) -> Filed:
    """A case with three opinions open."""
    filed = file_case(cast)
    perform(cast.clerk("desk"), Accept(filed.task("accept")))
    return filed


def finish(client: Client, task: UUID, key: str) -> int:
    return client.post(f"/tasks/{task}/finish/", {"outcome": "agree", "key": key}).status_code


@pytest.mark.parametrize("key", ["", "the same"])
def test_two_departments_with_one_key_give_two_opinions(accepted: Filed, open_as: OpenAs, key: str) -> None:
    assert finish(open_as("fire"), accepted.task("fire_consult"), key) == 302
    assert finish(open_as("city"), accepted.task("city_consult"), key) == 302
    assert accepted.open_elements() == {"food_review"}


def test_a_key_of_any_length_finishes_the_task_and_a_second_click_says_the_same(
    accepted: Filed, open_as: OpenAs
) -> None:
    fire, task = open_as("fire"), accepted.task("fire_consult")
    assert [finish(fire, task, "k" * 500), finish(fire, task, "k" * 500)] == [302, 302]
    assert accepted.open_elements() == {"food_review", "city_consult"}


def test_nobody_is_answered_by_the_key_of_another(accepted: Filed) -> None:
    cast = accepted.cast
    perform(cast.clerk("fire"), GiveOpinion(accepted.task("fire_consult"), "agree"), key="k")
    with pytest.raises(Conflict) as refused:
        perform(cast.clerk("city"), GiveOpinion(accepted.task("city_consult"), "agree"), key="k")
    assert refused.value.what == "key_used"
    assert "city_consult" in accepted.open_elements()
