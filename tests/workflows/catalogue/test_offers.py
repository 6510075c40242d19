"""What a step offers to people: what is meant where nothing is written, and each thing that cannot be offered."""

import pytest

from tests.workflows.catalogue.samples import SERVICE, SHIPPED, changed, faults, line_of
from workflows.catalogue.build import compile_item
from workflows.catalogue.checks import check
from workflows.catalogue.item import Item, Post
from workflows.catalogue.kinds import kinds
from workflows.catalogue.offers import OFFERS, usual
from workflows.catalogue.order import after_decision, before_acceptance, earlier_steps, follows

FOOD, DECIDE = "    role: food_reviewer\n", "    role: food_head\n"


def item() -> Item:
    return compile_item(SHIPPED)


def test_a_step_that_says_nothing_offers_all_that_its_kind_can_bear():
    steps = item().steps
    assert steps["food_review"].offers == OFFERS
    assert set(OFFERS) - set(steps["decide"].offers) == {"delegate", "take_back"}
    assert steps["issue"].offers == ()


@pytest.mark.parametrize("kind", kinds())
def test_no_kind_offers_what_its_check_would_refuse(kind):
    assert set(usual(kinds()[kind])) <= set(OFFERS)
    assert "take_back" not in usual(kinds()[kind]) or not kinds()[kind].must_offer


def test_a_pack_narrows_what_is_offered():
    narrowed = changed(SERVICE, FOOD, f"{FOOD}    offers: [transfer]\n")
    assert check(narrowed) == []
    assert compile_item(narrowed).steps["food_review"].offers == ("transfer",)


def test_oversight_is_with_the_body_that_decides_unless_the_pack_names_another():
    assert item().oversight["supervisor"] == Post("dsb", "supervisor")
    silent = changed(SERVICE, "oversight:\n  supervisor: {body: dsb, role: supervisor}\n", "oversight:\n")
    assert compile_item(silent).oversight["supervisor"] == Post("amr", "supervisor")


@pytest.mark.parametrize(
    ("at", "lines", "path", "code"),
    [
        (FOOD, "offers: [promote]", "food_review.offers[0]", "unknown_offer"),
        (DECIDE, "offers: [send_back, take_back]", "decide.offers[1]", "in_person"),
        (DECIDE, "send_back_to: [moon]", "decide.send_back_to[0]", "unknown_step"),
        (DECIDE, "send_back_to: [food_review, accept]", "decide.send_back_to[1]", "across_accepted"),
        (FOOD, "send_back_to: [fire_consult]", "food_review.send_back_to[0]", "not_earlier"),
        (FOOD, "send_back_to: [decide]", "food_review.send_back_to[0]", "not_earlier"),
        (DECIDE, "offers: [transfer]\n    send_back_to: [food_review]", "decide.send_back_to[0]", "not_offered"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_cannot_be_offered_is_told_with_its_line(at, lines, path, code):
    pack = changed(SERVICE, at, f"{at}    {lines}\n")
    (fault,) = [fault for fault in check(pack) if fault.code == code]
    assert (fault.file, fault.path) == (SERVICE, f"steps.{path}")
    assert fault.line == line_of(pack, SERVICE, lines.splitlines()[-1].strip())


def test_a_step_of_the_system_offers_nothing():
    issue = "    label: {zh: 制作电子证照, en: Make the certificate}\n"
    pack = changed(SERVICE, issue, f"{issue}    offers: [remind]\n")
    assert (SERVICE, "steps.issue.offers[0]", "nobody") in faults(pack)


def test_order_is_that_of_the_drawing_without_its_ways_back():
    assert earlier_steps(item(), "decide") == ("accept", "food_review", "fire_consult", "city_consult", "site_visit")
    assert earlier_steps(item(), "accept") == ()
    assert "accept" not in follows(item().process, "wait_answer")
    assert [at for at in item().steps if before_acceptance(item(), at)] == ["accept"]
    assert [at for at in item().steps if after_decision(item(), at)] == ["issue", "deliver"]
