"""Steps that decision tables do: the route goes on with their answer, and the record keeps which rule fired."""

import json

import pytest

from ledger.models import Entry
from tests.workflows.cases.filing import Filed, do_jobs, file_case
from tests.workflows.packs.ruled import ruled_pack
from workflows.actor import SYSTEM
from workflows.cases.models import Event, Incident, Task
from workflows.catalogue.pack import Pack
from workflows.catalogue.publish import publish
from workflows.engine.marking import Marking
from workflows.errors import Stands
from workflows.outcomes.records import decision_of
from workflows.outside.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def offered(filed: Filed) -> Filed:
    """The item is published with its decision tables."""
    publish(ruled_pack(), SYSTEM)
    return filed


def brought(offered: Filed, **answers: str) -> Filed:
    """A case with three opinions, at its tables."""
    case = file_case(offered.cast, **answers)
    case.accept()
    case.opinions()
    return case


def test_a_table_answers_at_once_and_opens_no_task(offered: Filed) -> None:
    case = brought(offered, seats="60")
    assert Marking.from_json(case.row.marking).variables["rating"] == "medium"
    assert not Task.objects.filter(case=case.case, element="rating").exists()


def test_history_and_record_keep_which_rule_fired_and_no_value(offered: Filed) -> None:
    case = brought(offered, seats="60")
    event = Event.objects.filter(case=case.case, verb="give_opinion").latest("seq")
    assert event.params["rules"] == [{"element": "rating", "decision": "risk", "hits": [{"table": "t", "rule": "r2"}]}]
    told = json.loads(bytes(Entry.objects.get(public_id=event.entry).canonical or b""))
    assert told["body"]["rules"] == event.params["rules"]


def test_what_is_beyond_doubt_is_granted_by_rule_with_its_reason(offered: Filed) -> None:
    case = brought(offered, seats="12", area_sqm="40")
    do_jobs("instant_grant")
    decision = decision_of(case.case)
    assert decision is not None
    assert (decision.outcome, decision.decided_by, decision.body) == ("granted", None, "amr")
    assert decision.reasons == "小型热食店，材料齐全，承诺即办。"
    assert case.row.state == "granted"
    assert Job.objects.filter(kind="issue", payload__case=str(case.case)).exists()
    event = Event.objects.filter(case=case.case).latest("seq")
    assert (event.verb, event.actor_kind, event.params["outcome"]) == ("grant_by_rule", "system", "grant")
    assert event.params["rules"][0]["hits"] == [{"table": "t", "rule": "r1"}]


@pytest.mark.parametrize(
    "answers",
    [{"seats": "60"}, {"seats": "12", "area_sqm": "40", "wants_person": "true"}],
    ids=["no rule grants it", "the applicant asks for a person"],
)
def test_everything_else_goes_to_a_person(offered: Filed, answers: dict[str, str]) -> None:
    case = brought(offered, **answers)
    do_jobs("instant_grant")
    assert case.open_elements() == {"decide"}
    assert case.row.state == "accepted"
    assert decision_of(case.case) is None


def test_a_table_that_contradicts_itself_is_an_incident_and_the_opinion_is_not_lost_in_it(filed: Filed) -> None:
    pack = ruled_pack(risk=("FIRST", "UNIQUE"))
    publish(Pack({**pack.files, "scenarios.yaml": b"[]"}), SYSTEM)
    with pytest.raises(Stands):
        brought(filed, seats="12", area_sqm="40")
    (found,) = Incident.objects.all()
    assert (found.element, found.code, found.message) == ("rating", "decision", "several_rules")
    assert found.types == {"area_sqm": "Decimal", "seats": "Decimal"}
