"""Two people at one case at the same moment: no lock error, one order of things. Each test commits, in threads."""

import pytest

from tests.workflows.cases.filing import Filed
from tests.workflows.cases.panel import file_panel, open_at
from tests.workflows.cases.test_at_once import at_once, by
from workflows.cases.commands.add_signer import AddSigner
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.send_back import SendBack
from workflows.cases.commands.sign import Sign
from workflows.cases.commands.take_back import TakeBack
from workflows.cases.models import Task
from workflows.errors import Conflict

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_who_sign_at_once_both_sign_and_the_route_goes_on_once(filed_for_all: Filed) -> None:
    filed = filed_for_all
    filed.accept()
    food = filed.task("food_review")
    for who in ("inspector", "inspector2"):
        filed.by("food", AddSigner(food, filed.cast.person(who), "beside"))
    filed.by("food", GiveOpinion(food, "agree"))
    rows = {row.claimed_by_id: row.pk for row in Task.objects.filter(case=filed.case, kind="sign")}
    acts = [by(filed, who, Sign(rows[filed.cast.person(who)], "agree")) for who in ("inspector", "inspector2")]
    done, refused = at_once(*acts)
    assert (len(done), refused) == (2, [])
    assert Task.objects.get(pk=food).state == "done"


def test_two_who_vote_at_once_are_both_counted(filed_for_all: Filed) -> None:
    panel = file_panel(filed_for_all.cast)
    panel.accept()
    panel.by("food", GiveOpinion(panel.task("food_review"), "agree"))
    panel.visit()
    panel.by("fire", GiveOpinion(panel.task("fire_consult"), "agree"))
    first, second = open_at(panel, "panel")
    acts = [by(panel, "inspector", GiveOpinion(first, "agree")), by(panel, "inspector2", GiveOpinion(second, "agree"))]
    done, refused = at_once(*acts)
    assert (len(done), refused) == (2, [])
    assert panel.open_elements() == {"decide"}


def test_sending_back_and_deciding_at_once_leaves_one_and_tells_the_other_who_and_when(filed_for_all: Filed) -> None:
    task = filed_for_all.reviewed().task("decide")
    back = by(filed_for_all, "head2", SendBack(task, "food_review", "请补充。"))
    done, refused = at_once(by(filed_for_all, "head", Decide(task, "grant")), back)
    assert (len(done), len(refused)) == (1, 1)
    (late,) = refused
    assert isinstance(late, Conflict)
    assert (late.what, late.who) in {("task_done", "钱国安"), ("task_cancelled", "冯静怡")}
    assert late.when is not None


def test_taking_back_and_taking_what_follows_at_once_leaves_one(filed_for_all: Filed) -> None:
    filed_for_all.reviewed()
    mine = by(filed_for_all, "city", TakeBack(filed_for_all.task("city_consult")))
    done, refused = at_once(mine, by(filed_for_all, "head", Claim(filed_for_all.task("decide"))))
    assert (len(done), len(refused)) == (1, 1)
    assert isinstance(refused[0], Conflict)
    assert refused[0].who in {"周雨桐", "钱国安"}
