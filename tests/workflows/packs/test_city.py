"""The demo city is fictional, whole, and fits the packs that are offered in it."""

from pathlib import Path

import pytest

from ocr.api import mobile, resident_id, uscc
from workflows.catalogue.build import compile_item
from workflows.catalogue.located import read_yaml
from workflows.catalogue.pack import read_pack

FOLDER = Path(__file__).resolve().parents[3] / "workflows" / "packs"
CITY = read_yaml("city.yaml", (FOLDER / "city.yaml").read_bytes()).data
PEOPLE = {one["username"]: one for one in (*CITY["staff"], *CITY["citizens"])}
SERVES = {(place["body"], place["role"]) for one in CITY["staff"] for place in one.get("appointments", ())}


@pytest.mark.parametrize("username", PEOPLE)
def test_nobody_in_the_city_exists_and_all_have_valid_numbers(username):
    person = PEOPLE[username]
    assert resident_id(person["id_number"]).number.startswith("99")
    assert mobile(person["mobile"]) == person["mobile"]


def test_nobody_is_there_twice():
    assert len(PEOPLE) == len(CITY["staff"]) + len(CITY["citizens"])
    assert len({person["id_number"] for person in PEOPLE.values()}) == len(PEOPLE)


@pytest.mark.parametrize("body", CITY["bodies"], ids=lambda body: body["code"])
def test_every_body_has_a_valid_credit_code_and_lies_in_the_city(body):
    assert uscc(body["uscc"]) == body["uscc"]
    assert body["division"] in {division["code"] for division in CITY["divisions"]}


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in FOLDER.glob("*/service.yaml")))
def test_every_step_of_a_pack_has_somebody_who_can_do_it(folder):
    item = compile_item(read_pack(FOLDER / folder))
    assert {(step.body, step.role) for step in item.steps.values() if step.role} <= SERVES
    assert item.body in {body["code"] for body in CITY["bodies"]}


@pytest.mark.parametrize("folder", sorted(path.parent.name for path in FOLDER.glob("*/service.yaml")))
def test_a_step_that_needs_two_has_two(folder):
    item = compile_item(read_pack(FOLDER / folder))
    for step in item.steps.values():
        able = [one for one in CITY["staff"] if {"body": step.body, "role": step.role} in one.get("appointments", ())]
        assert len(able) >= step.min_staff or not step.role


def test_every_appointment_is_to_a_known_role_of_a_known_body():
    bodies, roles = ({one["code"] for one in CITY[name]} for name in ("bodies", "roles"))
    assert all(body in bodies and role in roles for body, role in SERVES)


def test_administrators_hold_no_appointment_and_the_three_roles_are_apart():
    administrators = [one for one in CITY["staff"] if "administers" in one]
    assert sorted(one["administers"] for one in administrators) == ["audit", "security", "system"]
    assert not any("appointments" in one for one in administrators)
