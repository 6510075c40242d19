"""Every pack that ships passes every check, tells its story in both languages, and can be published."""

from pathlib import Path

import pytest

from workflows.actor import SYSTEM
from workflows.catalogue.build import compile_item
from workflows.catalogue.checks import check
from workflows.catalogue.pack import Pack, read_pack
from workflows.catalogue.publish import current, item, publish
from workflows.catalogue.simulate import simulate

FOLDER = Path(__file__).resolve().parents[3] / "workflows" / "packs"
PACKS = {path.parent.name: read_pack(path.parent) for path in sorted(FOLDER.glob("*/service.yaml"))}
SCENARIOS = [
    pytest.param(pack, scenario, id=f"{name}-{scenario['code']}")
    for name, pack in PACKS.items()
    for scenario in pack.scenarios.data
]


@pytest.mark.parametrize("name", PACKS)
def test_a_shipped_pack_has_no_fault(name: str) -> None:
    assert check(PACKS[name]) == []


@pytest.mark.parametrize("name", PACKS)
def test_a_shipped_pack_stands_in_the_folder_of_its_code(name: str) -> None:
    assert PACKS[name].code == name


@pytest.mark.parametrize(("pack", "scenario"), SCENARIOS)
def test_a_scenario_goes_as_it_tells(pack: Pack, scenario: dict) -> None:
    run = simulate(compile_item(pack), scenario)
    assert bool(run.story) == bool(scenario["when"])


@pytest.mark.parametrize("name", PACKS)
def test_a_shipped_pack_has_scenarios_for_both_ends_of_a_decision(name: str) -> None:
    outcomes = {event.get("outcome") for one in PACKS[name].scenarios.data for event in one["when"]}
    if PACKS[name].service.data["kind"] != "work_order":
        assert {"grant", "refuse"} <= outcomes
        return
    ends = {one["then"].get("state") for one in PACKS[name].scenarios.data}
    assert {"closed", "merged", "not_accepted"} <= ends


@pytest.mark.parametrize("name", PACKS)
def test_every_element_of_a_shipped_drawing_has_its_picture(name: str) -> None:
    drawing = PACKS[name].files["process.bpmn"].decode()
    process = compile_item(PACKS[name]).process
    for element in (*process.nodes, *process.flows):
        assert f'bpmnElement="{element}"' in drawing, element


@pytest.mark.django_db
@pytest.mark.parametrize("name", PACKS)
def test_a_shipped_pack_is_published_and_read_back_from_the_database(name: str) -> None:
    version = publish(PACKS[name], SYSTEM)
    assert current(name) == version
    assert item(version).sha256 == PACKS[name].sha256
    assert item(version).version == 1
