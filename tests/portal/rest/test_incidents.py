"""Incidents through REST: a system that hits one gets a problem document, and lists what stands in its own cases."""

import pytest
from django.test import Client

from tests.portal.rest.conftest import PROBLEM, System
from tests.workflows.cases.faulty import broken_at_the_gateway, with_process
from tests.workflows.cases.filing import Filed, file_case
from workflows.actor import SYSTEM
from workflows.cases.models import Incident
from workflows.catalogue.publish import publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def standing(filed: Filed, tokens: dict[str, str]) -> Filed:
    """A case in which the fire brigade's own opinion breaks the route, for its join is a broken condition."""
    broken = (
        'id="f_fire_done" sourceRef="fire_consult" targetRef="join"',
        'id="f_fire_done" sourceRef="fire_gw" targetRef="join"/>'
        '<exclusiveGateway id="fire_gw" default="f_fire_done"/>'
        '<sequenceFlow id="f_fire_said" sourceRef="fire_consult" targetRef="fire_gw"/>'
        '<sequenceFlow id="f_fire_odd" sourceRef="fire_gw" targetRef="fire_consult"><conditionExpression>'
        "if seats = 33 then seats else false</conditionExpression></sequenceFlow>"
        '<sequenceFlow id="f_unused" sourceRef="start" targetRef="accept"',
    )
    publish(with_process(broken, ('<sequenceFlow id="f_start" sourceRef="start" targetRef="accept" />', "")), SYSTEM)
    case = file_case(filed.cast, seats="33")
    case.accept()
    return case


def test_who_hits_it_gets_a_problem_document_and_the_incident_outlives_the_answer(
    standing: Filed, tokens: dict[str, str]
) -> None:
    fire = System(tokens["fire_system"], Client())
    answer = fire.opinion(standing.task("fire_consult"))
    assert (answer.status_code, answer["Content-Type"]) == (503, PROBLEM)
    assert answer.json()["what"] == "route"
    assert Incident.objects.get().times == 1
    (listed,) = fire.get("incidents/").json()
    assert (listed["case"], listed["element"], listed["types"]) == (str(standing.case), "fire_gw", {"seats": "Decimal"})


def test_a_system_without_a_part_in_the_case_is_told_of_no_incident(filed: Filed, tokens: dict[str, str]) -> None:
    broken_at_the_gateway()
    System(tokens["fire_system"], Client())
    assert System(tokens["health_system"], Client()).get("incidents/").json() == []
