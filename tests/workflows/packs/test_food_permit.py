"""The food operation permit asks, routes and judges as its guide says."""

from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from workflows.catalogue.build import compile_item
from workflows.catalogue.form import missing_slots, parse, problems
from workflows.catalogue.item import Item
from workflows.catalogue.pack import read_pack

NOW = datetime(2026, 11, 2, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
FORM = {
    "shop_name": "老罗面馆",
    "uscc": "92990103MA9YL50613",
    "address": "云州市云东区望江街道滨江路18号1层102室",
    "area_sqm": "86.5",
    "lease_from": "2026-11-01",
    "lease_to": "2029-10-31",
    "landlord": "林晓岚",
    "operator_name": "罗建业",
    "operator_id": "990103197601232153",
    "operator_mobile": "13800138000",
    "scope": ["hot"],
    "seats": 32,
    "food_manager": "唐若溪",
    "food_manager_id": "990102199908172469",
}


@cache
def food_permit() -> Item:
    return compile_item(read_pack(Path(__file__).resolve().parents[3] / "workflows" / "packs" / "food_permit"))


def found(**changed: object) -> list[tuple[str, str]]:
    """Field and code of each problem of the form with some answers changed."""
    return [(problem.field, problem.code) for problem in problems(food_permit(), {**FORM, **changed}, NOW)]


def test_a_full_form_has_no_problem():
    assert found() == []


@pytest.mark.parametrize("code", FORM)
def test_every_field_of_the_form_is_required(code):
    assert (code, "required") in found(**{code: None})


def test_no_seats_is_an_answer():
    assert found(seats=0) == []


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        ({"lease_to": "2026-11-01"}, ("lease_to", "rule")),
        ({"lease_from": "2024-01-01", "lease_to": "2026-11-01"}, ("lease_to", "rule")),
        ({"operator_id": "990102201012310013"}, ("operator_id", "rule")),
        ({"scope": ["fugu"]}, ("scope", "not_an_option")),
        ({"seats": 5001}, ("seats", "too_large")),
        ({"area_sqm": "5.99"}, ("area_sqm", "too_small")),
        ({"uscc": "92990103MA9YL50614"}, ("uscc", "checksum")),
    ],
)
def test_an_answer_that_cannot_be_is_told_at_its_field(changed, problem):
    assert problem in found(**changed)


def test_a_lease_that_ends_today_is_good_today():
    assert found(lease_from="2025-11-03", lease_to="2026-11-02") == []


def test_all_three_papers_are_missing_at_first():
    missing = missing_slots(food_permit(), FORM, frozenset(), NOW)
    assert [problem.field for problem in missing] == ["id_card", "licence", "lease"]


def test_every_field_that_a_paper_fills_takes_what_the_paper_says():
    read = {"operator_name": "罗建业", "uscc": "92990103MA9YL50613", "lease_from": "2026-11-01", "area_sqm": "86.5"}
    for slot in food_permit().slots:
        for field in set(slot.prefill.values()) & read.keys():
            assert parse(food_permit().field(field), read[field], NOW) == read[field]


def test_who_judged_the_case_may_not_decide_it():
    judges = {"food_review", "fire_consult", "city_consult", "site_visit"}
    assert set(food_permit().steps["decide"].excludes) == judges


def test_a_refusal_needs_a_reason_and_a_grant_none():
    needs = {outcome.code: outcome.needs_reason for outcome in food_permit().steps["decide"].outcomes}
    assert needs == {"grant": False, "refuse": True}


def test_the_rights_name_both_ways_their_terms_and_an_online_channel():
    rights = food_permit().refusal_rights
    for part in ("60日内", "云东区人民政府", "在线", "6个月内", "人民法院"):
        assert part in rights.zh
    assert "within 60 days" in rights.en
    assert "within 6 months" in rights.en
