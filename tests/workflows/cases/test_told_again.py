"""The events that a case has stored, told again to the pure kernel, give the marking that it has stored."""

import pytest

from tests.workflows.cases.filing import Filed
from tests.workflows.cases.panel import file_panel, open_at
from workflows.cases.clocks import calendar_of
from workflows.cases.command import perform
from workflows.cases.commands.add_signer import AddSigner
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.jump import Jump
from workflows.cases.commands.remove_signer import RemoveSigner
from workflows.cases.commands.resume import Resume
from workflows.cases.commands.send_back import SendBack
from workflows.cases.commands.sign import Sign
from workflows.cases.commands.suspend import Suspend
from workflows.cases.commands.take_back import TakeBack
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.facts import FactBook
from workflows.cases.models import Event, Task
from workflows.catalogue.publish import item as item_of
from workflows.engine import Context, Marking, advance, retold

pytestmark = pytest.mark.django_db
WHY = "请补充核查记录。"


def told_again(filed: Filed) -> Marking:
    """Where the route stands when its stored events are told again from the beginning."""
    item, marking = item_of(filed.row.pack), Marking.empty()
    facts = FactBook.of(filed.row, item).scope()
    for event in Event.objects.filter(case=filed.case).order_by("seq"):
        for told in event.engine_events:
            context = Context(facts, event.at, calendar_of(item))
            marking = advance(item.process, marking, retold.from_json(told), context).marking
    return marking


def test_all_that_people_do_with_a_case_is_told_again_to_the_same_end(filed: Filed) -> None:
    panel = file_panel(filed.cast)
    panel.accept()
    food = open_at(panel, "food_review")[0]
    panel.by("food", AddSigner(food, panel.cast.person("inspector"), "after"))
    panel.by("food", GiveOpinion(food, "agree"))
    panel.by("inspector", Sign(Task.objects.get(case=panel.case, kind="sign").pk, "agree"))
    panel.by("inspector", SendBack(open_at(panel, "site_visit")[0], "food_review", WHY))
    panel.by("food", GiveOpinion(open_at(panel, "food_review")[0], "disagree", WHY))
    panel.by(
        "food",
        TakeBack(Task.objects.filter(case=panel.case, element="food_review", state="done").latest("closed_at").pk),
    )
    panel.by("food", GiveOpinion(open_at(panel, "food_review")[0], "agree"))
    panel.visit()
    panel.by("steward", Suspend(panel.case, WHY))
    panel.by("steward", Resume(panel.case))
    panel.by("fire", GiveOpinion(open_at(panel, "fire_consult")[0], "agree"))
    first = open_at(panel, "panel")[0]
    panel.by("inspector", Claim(first))
    panel.by("inspector", AddSigner(first, panel.cast.person("inspector2"), "beside"))
    added = Task.objects.get(case=panel.case, element="panel", claimed_by_id=panel.cast.person("inspector2"))
    panel.by("inspector", RemoveSigner(first, added.pk))
    panel.by("inspector", GiveOpinion(first, "disagree", WHY))
    panel.by("inspector", TakeBack(first))
    assert told_again(panel).to_json() == panel.row.marking
    panel.by("steward", Jump(open_at(panel, "panel")[0], "food_review", WHY))
    assert panel.open_elements() == {"food_review"}
    assert told_again(panel).to_json() == panel.row.marking
    perform(panel.applicant, Withdraw(panel.case))
    assert told_again(panel).to_json() == panel.row.marking
