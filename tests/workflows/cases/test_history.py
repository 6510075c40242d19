"""What a case looked like at any moment: told again from the record, for clerks with a part in it and for auditors."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.workflows.cases.filing import Filed
from tests.workflows.cases.test_migrating import migrated, renamed
from workflows.actor import AUDITOR, SYSTEM, Actor
from workflows.cases.command import perform
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.resubmit import Resubmit
from workflows.cases.models import Event, Look
from workflows.cases.queries.history import Snapshot, case_by_number, snapshot
from workflows.catalogue.publish import publish
from workflows.errors import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor(filed: Filed) -> Actor:
    """Sees how every case moved."""
    return Actor(kind="clerk", channel="web", person=filed.cast.person("audit"), roles=frozenset({AUDITOR}))


@pytest.fixture
def lived(filed: Filed) -> Filed:
    """Handed in, corrected from 32 to 80 seats, accepted, reviewed, carried to version 2, granted and delivered."""
    filed.ask("seats")
    perform(filed.applicant, FillIn(filed.case, {"seats": "80"}))
    perform(filed.applicant, Resubmit(filed.case))
    filed.accept()
    filed.by("food", GiveOpinion(filed.task("food_review"), "agree"))
    filed.by("city", GiveOpinion(filed.task("city_consult"), "agree"))
    filed.visit()
    publish(renamed(), SYSTEM)
    migrated("--map", "fire_consult=fire_opinion")
    filed.by("fire", GiveOpinion(filed.task("fire_opinion"), "agree"))
    filed.decide()
    filed.served()
    return filed


def at(filed: Filed, verb: str, actor: Actor | None = None) -> Snapshot:
    seq = Event.objects.filter(case=filed.case, verb=verb).earliest("seq").seq
    return snapshot(actor or filed.cast.clerk("food"), filed.case, seq)


def value(seen: Snapshot, code: str) -> object:
    return next(each.fact.value for each in seen.known if each.field.code == code and each.fact)


MOMENTS = [
    ("submit", "received", {"accept"}, 1, "32"),
    ("ask_correction", "correction_due", {"wait_answer"}, 1, "32"),
    ("resubmit", "received", {"accept"}, 1, "80"),
    ("accept", "accepted", {"food_review", "fire_consult", "city_consult"}, 1, "80"),
    ("record_visit", "accepted", {"join", "fire_consult"}, 1, "80"),
    ("migrate", "accepted", {"join", "fire_opinion"}, 2, "80"),
    ("decide", "granted", {"issue"}, 2, "80"),
    ("deliver", "finished", set(), 2, "80"),
]


@pytest.mark.parametrize(("verb", "state", "standing", "version", "seats"), MOMENTS, ids=[row[0] for row in MOMENTS])
def test_every_moment_shows_state_route_version_and_facts_as_they_were(
    lived: Filed, verb: str, state: str, standing: set[str], version: int, seats: str
) -> None:
    seen = at(lived, verb)
    assert (seen.state, seen.version) == (state, version)
    assert {element for _, element, _ in seen.standing} == standing
    assert str(value(seen, "seats")) == seats


def test_tasks_and_clocks_are_those_of_the_moment(lived: Filed) -> None:
    assert {each.step.element for each in at(lived, "accept").open_steps} >= {"food_review", "city_consult"}
    assert [clock.code for clock in at(lived, "submit").clocks] == ["answer"]
    assert {clock.code for clock in at(lived, "accept").clocks} == {"legal", "promised"}
    assert at(lived, "deliver").open_steps == ()


def test_a_clock_that_was_stopped_later_shows_the_day_that_was_told_then(filed: Filed) -> None:
    filed.accept()
    told = {clock.code: clock.due_at for clock in filed.view().clocks}
    seen = at(filed, "accept")
    assert all(clock.due_at == told[clock.code] for clock in seen.clocks)


def test_without_a_moment_it_is_the_last_one(lived: Filed) -> None:
    seen = snapshot(lived.cast.clerk("food"), lived.case)
    assert (seen.event.verb, seen.state) == ("deliver", lived.row.state)
    assert [event.seq for event in seen.events] == list(range(1, lived.row.version + 1))


def test_an_auditor_sees_how_it_moved_and_no_value(lived: Filed, auditor: Actor) -> None:
    seen = at(lived, "accept", auditor)
    assert {element for _, element, _ in seen.standing} == {"food_review", "fire_consult", "city_consult"}
    assert seen.known
    assert {each.fact for each in seen.known} == {None}
    assert case_by_number(auditor, lived.row.number or "") == lived.case


def test_a_clerk_who_looks_back_leaves_a_look(filed: Filed) -> None:
    filed.accept()
    before = Look.objects.filter(case=filed.case).count()
    snapshot(filed.cast.clerk("food"), filed.case)
    assert Look.objects.filter(case=filed.case).count() == before + 1


def test_nobody_else_learns_of_it(filed: Filed, auditor: Actor) -> None:
    filed.accept()
    elsewhere = replace(auditor, roles=frozenset())
    named_alike = replace(auditor, body="health")
    for actor in (*filed.cast.outsiders(), filed.applicant, elsewhere, named_alike):
        with pytest.raises(NotFound):
            snapshot(actor, filed.case)
        with pytest.raises(NotFound):
            case_by_number(actor, filed.row.number or "")


@pytest.mark.parametrize("seq", [0, 99])
def test_a_moment_that_never_was_is_not_found(filed: Filed, auditor: Actor, seq: int) -> None:
    with pytest.raises(NotFound):
        snapshot(auditor, filed.case, seq)


def test_two_acts_of_one_case_never_share_a_moment(filed: Filed) -> None:
    filed.accept()
    moments = list(Event.objects.filter(case=filed.case).order_by("seq").values_list("at", flat=True))
    assert moments == sorted(set(moments))
    assert moments[1] - moments[0] >= timedelta(microseconds=1)
