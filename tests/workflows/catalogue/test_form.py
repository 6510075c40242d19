"""A form asks what the answers call for, and tells every reason why it cannot be handed in yet."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

import pytest

from tests.workflows.catalogue.samples import SERVICE, SHIPPED, changed
from workflows.catalogue.build import compile_item
from workflows.catalogue.field_kind import FieldProblem
from workflows.catalogue.form import asked, mask, missing_slots, parse, problems, scope_of, show, slots_asked
from workflows.catalogue.item import Item

NOW = datetime(2026, 11, 2, 10, tzinfo=ZoneInfo("Asia/Shanghai"))


@cache
def shipped() -> Item:
    return compile_item(SHIPPED)


@cache
def conditional() -> Item:
    """The landlord is asked only of who has more than 10 seats, and the lease needed only then."""
    pack = changed(
        SERVICE, "label: {zh: 出租方, en: Landlord}", "label: {zh: 出租方, en: Landlord}\n    when: seats > 10"
    )
    text = pack.files[SERVICE].decode()
    head, tail = text[: text.index("code: lease\n")], text[text.index("code: lease\n") :]
    tail = tail.replace("required: true", "required_when: seats > 10", 1)
    return compile_item(type(pack)({**pack.files, SERVICE: (head + tail).encode()}))


@pytest.mark.parametrize(("seats", "is_asked"), [(11, True), (10, False), (None, False)])
def test_a_field_is_asked_only_where_its_condition_holds(seats, is_asked):
    codes = {field.code for field in asked(conditional(), {"seats": seats}, NOW)}
    assert ("landlord" in codes) == is_asked
    assert (
        ("landlord", "required") in {(p.field, p.code) for p in problems(conditional(), {"seats": seats}, NOW)}
    ) == (is_asked)


@pytest.mark.parametrize(("seats", "needed"), [(11, True), (10, False), (None, False)])
def test_a_paper_is_needed_only_where_its_condition_holds(seats, needed):
    assert {slot.code: wanted for slot, wanted in slots_asked(conditional(), {"seats": seats}, NOW)}["lease"] == needed
    have = frozenset({"id_card", "licence"})
    assert bool(missing_slots(conditional(), {"seats": seats}, have, NOW)) == needed


@pytest.mark.parametrize("nothing", [None, "", "   ", [], ()])
def test_nothing_is_no_value(nothing):
    assert parse(shipped().field("scope"), nothing, NOW) is None


def test_no_is_a_value():
    assert parse(shipped().field("seats"), 0, NOW) == 0


def test_what_cannot_be_is_refused_at_once():
    with pytest.raises(FieldProblem, match="not_integer"):
        parse(shipped().field("seats"), "many", NOW)


def test_a_rule_waits_until_every_answer_it_asks_for_is_there():
    found = {(p.field, p.code) for p in problems(shipped(), {"lease_to": "2020-01-01"}, NOW)}
    assert ("lease_to", "rule") not in found
    assert ("lease_from", "required") in found


def test_a_rule_that_fails_says_the_pack_s_own_sentence_in_both_languages():
    values = {"lease_from": "2020-01-01", "lease_to": "2021-01-01"}
    (problem,) = [p for p in problems(shipped(), values, NOW) if p.code == "rule"]
    assert problem.params["zh"].startswith("租期已满")
    assert problem.params["en"].startswith("The lease has ended")


def test_a_stored_value_that_the_field_would_not_take_is_told():
    assert ("seats", "too_large") in {(p.field, p.code) for p in problems(shipped(), {"seats": 6000}, NOW)}


def test_problems_come_in_the_order_of_the_form():
    order = [field.code for field in shipped().fields]
    assert [p.field for p in problems(shipped(), {}, NOW)] == order


def test_expressions_see_every_field_and_null_for_what_is_missing():
    scope = scope_of(shipped(), {"seats": 76})
    assert scope["seats"] == 76
    assert scope["scope"] is None
    assert scope["operator_id_birth"] is None


def test_only_sensitive_values_are_masked():
    assert mask(shipped(), "operator_id", "990103197601232153", "zh-hans") == "990103********2153"
    assert mask(shipped(), "shop_name", "老罗面馆", "zh-hans") == "老罗面馆"
    assert mask(shipped(), "shop_name", None, "en") == ""


def test_a_value_is_shown_in_the_reader_s_language():
    assert show(shipped(), "scope", ["hot", "raw"], "en") == "Hot food, Raw food"
    assert show(shipped(), "scope", ["hot", "raw"], "zh-hans") == "热食类食品制售、生食类食品制售"
    assert show(shipped(), "no_such_field", "x", "en") == ""
