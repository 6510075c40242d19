"""A department's system sees how the parts of a bundle stand, and opens only its own."""

from dataclasses import replace

import pytest

from tests.portal.rest.conftest import System
from tests.workflows.cases.bundling import Opened, drafted
from workflows.cases.command import perform
from workflows.cases.commands.submit import Submit
from workflows.cases.models import Task

pytestmark = pytest.mark.django_db


@pytest.fixture
def opened(fire: System, filed: object) -> Opened:
    """A bundle in which the fire brigade has a task."""
    found = drafted(filed.cast)  # type: ignore[attr-defined]
    perform(found.applicant, Submit(found.bundle))
    task = Task.objects.get(case=found.case("t_fire"), state="open")
    Task.objects.filter(pk=task.pk).update(body_id="fire", role="fire_officer")
    return replace(found)


def test_the_bundle_tells_how_each_member_stands(opened: Opened, fire: System) -> None:
    answer = fire.get(f"bundles/{opened.bundle}/")
    assert answer.status_code == 200
    members = {one["code"]: one for one in answer.json()["members"]}  # type: ignore[attr-defined]
    assert (members["t_food"]["standing"], members["t_food"]["waits_for"][0]["zh"]) == ("waiting", "设立登记")
    assert members["t_registration"]["case"] is None
    assert members["t_fire"]["case"] == str(opened.case("t_fire").pk)
    case = fire.get(f"cases/{members['t_fire']['case']}/")
    assert case.json()["bundle"] == str(opened.bundle)  # type: ignore[attr-defined]


def test_a_system_without_a_part_learns_nothing(opened: Opened, health: System) -> None:
    assert health.get(f"bundles/{opened.bundle}/").status_code == 404
