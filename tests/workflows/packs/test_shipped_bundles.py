"""Every bundle that ships passes every check, tells its stories, and runs with the members that ship."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from tests.workflows.packs.test_city import CITY
from workflows.cases.founding import found_city
from workflows.catalogue.bundle_story import simulate_bundle
from workflows.catalogue.checks import check, compile_any
from workflows.catalogue.pack import SHIPPED, Pack, read_pack
from workflows.catalogue.search import search

BUNDLES = {path.parent.name: read_pack(path.parent) for path in sorted(SHIPPED.glob("*/bundle.yaml"))}
SCENARIOS = [
    pytest.param(pack, scenario, id=f"{name}-{scenario['code']}")
    for name, pack in BUNDLES.items()
    for scenario in pack.scenarios.data
]


def test_the_three_bundles_ship() -> None:
    assert list(BUNDLES) == ["company_registration", "newborn", "restaurant_opening"]


@pytest.mark.parametrize("name", BUNDLES)
def test_a_shipped_bundle_has_no_fault_and_stands_in_the_folder_of_its_code(name: str) -> None:
    assert check(BUNDLES[name]) == []
    assert BUNDLES[name].code == name
    assert BUNDLES[name].service.data["body"] in {body["code"] for body in CITY["bodies"]}


@pytest.mark.parametrize(("pack", "scenario"), SCENARIOS)
def test_a_scenario_goes_as_it_tells(pack: Pack, scenario: dict[str, Any]) -> None:
    simulate_bundle(compile_any(pack), scenario)


@pytest.mark.parametrize("name", BUNDLES)
def test_what_a_body_assigns_is_never_a_question_of_the_bundle(name: str) -> None:
    item = compile_any(BUNDLES[name])
    for member in item.members:
        for need in member.needs:
            given = {code for step in item.member(need.member).item.steps.values() for code in step.gives}
            assert set(need.gives) <= given, f"{need.member} gives {member.code} what no step of it brings forth"


def test_simulate_tells_how_each_member_stands(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("pack", "simulate", str(SHIPPED / "restaurant_opening"), "--scenario", "partial")
    told = capsys.readouterr().out
    assert "restaurant_opening / partial: partly_granted" in told
    assert [line.split()[:2] for line in told.splitlines() if "refused" in line] == [["food_permit", "refused"]]


@pytest.mark.django_db
def test_the_founded_city_offers_the_bundles_on_its_start_page_and_each_has_its_guide(client: Client) -> None:
    call_command("load_city")
    page = client.get("/", headers={"accept-language": "zh-hans"}).content.decode()
    for name, pack in BUNDLES.items():
        assert pack.service.data["title"]["zh"] in page
        guide = client.get(f"/items/{name}/", headers={"accept-language": "zh-hans"})
        assert guide.status_code == 200
        for member in compile_any(pack).members:
            assert member.item.title.zh in guide.content.decode(), member.code


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "meant"),
    [
        *(("我想开面馆", "restaurant_opening"), ("open a restaurant", "restaurant_opening")),
        *(("我要开公司", "company_registration"), ("start a company", "company_registration")),
        *(("生孩子要办什么", "newborn"), ("a child is born", "newborn")),
    ],
)
def test_what_people_want_to_do_leads_to_the_bundle(said: str, meant: str) -> None:
    found_city()
    assert meant in [hit.code for hit in search(said)][:3]
