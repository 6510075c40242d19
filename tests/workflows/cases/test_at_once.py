"""Many at the same moment: one wins, and the others are told who and when. Each test commits, in threads of its own."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, draft
from workflows.cases.command import Command, perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.discard import Discard
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.models import Case, Event, Submission
from workflows.cases.unit import Result
from workflows.errors import Conflict, Refusal
from workflows.outcomes.models import Decision

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 50


def at_once(*acts: Callable[[], Result]) -> tuple[list[Result], list[Refusal]]:
    """Do all of it at the same moment; what succeeded, and what was refused."""
    gate, done, refused = threading.Barrier(len(acts)), [], []

    def one(act: Callable[[], Result]) -> None:
        connection.ensure_connection()
        gate.wait(60)
        try:
            done.append(act())
        except Refusal as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    return done, refused


def by(filed: Filed, username: str, command: Command, key: str | None = None) -> Callable[[], Result]:
    actor = filed.cast.clerk(username)
    return lambda: perform(actor, command, key)


def test_fifty_decide_and_exactly_one_wins(filed_for_all: Filed) -> None:
    task = filed_for_all.reviewed().task("decide")
    refusal = Decide(task, "refuse", "面积不足。", ("《食品安全法》33",))
    acts = [by(filed_for_all, "head", Decide(task, "grant")), by(filed_for_all, "head2", refusal)]
    done, refused = at_once(*acts * (MANY // 2))
    winner = Event.objects.get(case=filed_for_all.case, verb="decide")
    names = {"granted": "钱国安", "refused": "冯静怡"}
    assert (len(done), len(refused)) == (1, MANY - 1)
    assert {type(each) for each in refused} == {Conflict}
    assert {(each.who, each.when) for each in refused} == {(names[winner.to_state], winner.at)}  # type: ignore[attr-defined]
    assert Decision.objects.get(case=filed_for_all.case).outcome == winner.to_state


def test_two_windows_accept_the_same_application_and_one_does(filed_for_all: Filed) -> None:
    command = Accept(filed_for_all.task("accept"))
    done, refused = at_once(by(filed_for_all, "desk", command), by(filed_for_all, "desk2", command))
    assert (len(done), len(refused)) == (1, 1)
    assert len(filed_for_all.open_elements()) == 3


def test_withdrawing_and_accepting_at_once_leaves_one_of_the_two(filed_for_all: Filed) -> None:
    withdraw = Withdraw(filed_for_all.case)
    accept = by(filed_for_all, "desk", Accept(filed_for_all.task("accept")))
    at_once(lambda: perform(filed_for_all.applicant, withdraw), accept)
    row = filed_for_all.row
    if row.state == "withdrawn":
        assert filed_for_all.open_elements() == set()
    assert row.version == row.events.count()


@pytest.mark.parametrize("keys", [("click", "click"), ("one", "two")])
def test_two_clicks_on_submit_make_one_case_and_one_number(committed_city: Cast, keys: tuple[str, str]) -> None:
    applicant = committed_city.citizen()
    case = draft(applicant)
    done, refused = at_once(*(lambda key=key: perform(applicant, Submit(case), key) for key in keys))
    same_click = keys[0] == keys[1]
    assert (len(done), len(refused)) == ((2, 0) if same_click else (1, 1))
    assert {result.number for result in done} == {Case.objects.get(pk=case).number}
    assert Submission.objects.filter(case=case).count() == 1


def test_two_clicks_on_start_find_one_draft(committed_city: Cast) -> None:
    applicant = committed_city.citizen()
    done, refused = at_once(*[lambda: perform(applicant, StartCase("food_permit"))] * 8)
    assert refused == []
    assert len({result.case for result in done}) == 1
    perform(applicant, Discard(done[0].case))
