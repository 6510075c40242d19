"""A case whose route breaks or whose job is given up stands at an incident, keeps its last good state, and goes on."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.db.models.functions import Now

from ledger.models import Entry
from tests.workflows.cases.faulty import broken_at_the_gateway, broken_when_late
from tests.workflows.cases.filing import Filed, do_jobs, file_case, try_again
from tests.workflows.catalogue.samples import PROCESS, SHIPPED
from workflows.actor import ADMINISTRATOR, SYSTEM, Actor
from workflows.beat import drain, handlers
from workflows.cases.command import perform
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.retry import Retry
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.models import Case, Event, Incident, Paper
from workflows.cases.queries.incidents import incident_count, incidents
from workflows.catalogue.models import PackArchive
from workflows.catalogue.pack import Pack, read_pack
from workflows.catalogue.publish import publish
from workflows.errors import Conflict, NotFound, Stands
from workflows.outside import jobs
from workflows.outside.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(filed: Filed) -> Actor:
    """Who keeps the system running."""
    return Actor(kind="clerk", channel="web", person=filed.cast.person("admin"), roles=frozenset({ADMINISTRATOR}))


@pytest.fixture
def stopped(filed: Filed) -> Filed:
    """A case whose food reviewer was stopped by a condition that is no condition."""
    broken_at_the_gateway()
    case = file_case(filed.cast, seats="33")
    case.accept()
    with pytest.raises(Stands):
        case.by("food", GiveOpinion(case.task("food_review"), "agree", "场所合格。"))
    return case


def mended(case: Filed) -> None:
    """As a migration to the shipped drawing leaves it; which has its own tests."""
    Case.objects.filter(pk=case.case).update(pack=publish(SHIPPED, SYSTEM))


def test_the_case_keeps_its_last_good_state(stopped: Filed) -> None:
    assert stopped.open_elements() == {"food_review", "fire_consult", "city_consult"}
    assert not Event.objects.filter(case=stopped.case, verb="give_opinion").exists()
    assert stopped.row.state == "accepted"


def test_the_incident_tells_the_place_the_expression_and_the_types_of_its_values(stopped: Filed) -> None:
    (found,) = Incident.objects.filter(case=stopped.case)
    assert (found.element, found.code) == ("visit_gw", "not_boolean")
    assert found.types == {"seats": "Decimal", "scope": "list"}
    assert found.expression.startswith("if seats = 33 then seats else list contains(")
    assert found.pack_sha256 == stopped.row.pack.sha256


def test_the_incident_tells_no_value_and_nothing_that_the_clerk_wrote(stopped: Filed) -> None:
    told = json.dumps(list(Incident.objects.filter(case=stopped.case).values()), default=str, ensure_ascii=False)
    assert not [word for word in ("场所合格", "罗建业", "老罗", "990103197601232153") if word in told]
    assert found_values(Incident.objects.get(case=stopped.case).event or {}) == {"Completed", "agree"}


def found_values(event: Mapping[str, Any]) -> set[Any]:
    return set(event.values()) - {event["work"]}


def test_stopped_again_it_is_the_same_incident_counted_once_more(stopped: Filed) -> None:
    with pytest.raises(Stands):
        stopped.by("food", GiveOpinion(stopped.task("food_review"), "disagree", "不合格。"))
    (found,) = Incident.objects.filter(case=stopped.case)
    assert found.times == 2


def test_what_stands_beside_the_broken_place_goes_on(stopped: Filed) -> None:
    stopped.by("fire", GiveOpinion(stopped.task("fire_consult"), "agree"))
    assert stopped.open_elements() == {"food_review", "city_consult"}
    assert Incident.objects.get(case=stopped.case).settled_at is None


def test_an_administrator_who_tries_again_too_early_is_told_that_it_still_stands(stopped: Filed, admin: Actor) -> None:
    with pytest.raises(Stands):
        perform(admin, Retry(Incident.objects.get(case=stopped.case).pk))
    assert Incident.objects.get(case=stopped.case).settled_at is None


def test_once_mended_it_is_settled_with_an_entry_and_the_person_does_the_step(stopped: Filed, admin: Actor) -> None:
    mended(stopped)
    receipt = perform(admin, Retry(Incident.objects.get(case=stopped.case).pk)).receipt
    found = Incident.objects.get(case=stopped.case)
    assert (found.settled_by, stopped.row.has_incident) == (admin.person, False)
    entry = Entry.objects.get(public_id=receipt)
    assert (entry.verb, entry.actor) == ("retry", f"person:{admin.person}")
    stopped.by("food", GiveOpinion(stopped.task("food_review"), "agree"))
    assert stopped.open_elements() == {"fire_consult", "city_consult"}


def test_once_mended_the_person_may_also_simply_do_the_step_again(stopped: Filed) -> None:
    mended(stopped)
    stopped.by("food", GiveOpinion(stopped.task("food_review"), "agree"))
    found = Incident.objects.get(case=stopped.case)
    assert found.settled_at is not None
    assert (found.settled_by, stopped.row.has_incident) == (None, False)


def test_an_incident_is_settled_once(stopped: Filed, admin: Actor) -> None:
    mended(stopped)
    found = Incident.objects.get(case=stopped.case)
    perform(admin, Retry(found.pk))
    with pytest.raises(Conflict, match="incident_settled"):
        perform(admin, Retry(found.pk))


def test_withdrawing_ends_the_incident_with_the_route(stopped: Filed) -> None:
    perform(stopped.applicant, Withdraw(stopped.case))
    assert Incident.objects.get(case=stopped.case).settled_at is not None


def test_a_clerk_learns_of_incidents_in_the_own_cases_only(stopped: Filed, admin: Actor) -> None:
    assert [each.element for each in incidents(stopped.cast.clerk("fire"), stopped.case)] == ["visit_gw"]
    assert incident_count(admin) == 1
    for outsider in stopped.cast.outsiders():
        assert incidents(outsider) == ()
    assert incidents(stopped.applicant) == ()


@pytest.mark.parametrize("username", ["food", "head", "desk"])
def test_a_clerk_cannot_try_again(stopped: Filed, username: str) -> None:
    with pytest.raises(NotFound):
        stopped.by(username, Retry(Incident.objects.get(case=stopped.case).pk))


# Jobs


def given_up(kind: str, case: Filed) -> Job:
    """A job of this kind after its last attempt."""
    job = Job.objects.get(kind=kind, payload__case=str(case.case))
    while Job.objects.get(pk=job.pk).failed_at is None:
        try_again(job)
    return job


@pytest.fixture
def unsealed(filed: Filed, monkeypatch: pytest.MonkeyPatch) -> Filed:
    """A granted case whose certificate nobody can make: the keys of the seal are gone."""

    def no_key(*args: Any) -> None:
        raise FileNotFoundError("no key")

    filed.reviewed().decide()
    with monkeypatch.context() as patched:
        patched.setattr("workflows.cases.jobs.issue.certify", no_key)
        given_up("issue", filed)
    return filed


def test_a_service_that_was_given_up_stands_with_its_step_and_its_job(unsealed: Filed) -> None:
    (found,) = Incident.objects.filter(case=unsealed.case)
    assert (found.element, found.code, found.job_kind) == ("issue", "FileNotFoundError", "issue")
    assert Event.objects.filter(case=unsealed.case).latest("seq").verb == "fail_service"
    assert unsealed.row.state == "granted"


def test_mended_and_tried_again_the_service_does_its_work(unsealed: Filed, admin: Actor) -> None:
    perform(admin, Retry(Incident.objects.get(case=unsealed.case).pk))
    try_again(Job.objects.get(kind="issue"))
    do_jobs("deliver")
    assert unsealed.row.state == "finished"
    assert not Incident.objects.filter(settled_at=None).exists()


def test_tried_again_in_vain_it_comes_back(unsealed: Filed, admin: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    perform(admin, Retry(Incident.objects.get(case=unsealed.case).pk))
    monkeypatch.setattr("workflows.cases.jobs.issue.certify", lambda case: 1 / 0)
    given_up("issue", unsealed)
    assert [each.code for each in Incident.objects.filter(settled_at=None)] == ["ZeroDivisionError"]


@pytest.mark.parametrize("kind", ["compose_document", "deem_accepted"])
def test_every_job_of_a_case_that_is_given_up_can_be_seen(
    filed: Filed, kind: str, admin: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(payload: Mapping[str, Any]) -> jobs.Effect:
        raise RuntimeError("罗建业")

    Job.objects.filter(kind=kind).update(run_at=Now() - timedelta(days=1))
    monkeypatch.setattr(handlers()[kind], "work", broken)
    given_up(kind, filed)
    (found,) = incidents(admin, filed.case)
    assert (found.job_kind, found.code, found.message) == (kind, "RuntimeError", "")


# One among many


def one_of_many(filed: Filed, seats: str) -> Filed:
    """An accepted case; nobody hands in papers for fifty cases in one day."""
    Paper.objects.update(added_at=Now() - timedelta(days=2))
    case = file_case(filed.cast, seats=seats)
    case.accept()
    return case


def test_one_poisoned_timer_among_fifty_holds_up_none(filed: Filed, admin: Actor) -> None:
    broken_when_late()
    cases = [one_of_many(filed, "33" if place == 7 else "32") for place in range(51)]
    Job.objects.filter(kind="fire_timer").update(run_at=Now() - timedelta(days=1))
    Job.objects.exclude(kind="fire_timer").delete()
    # Each job is done in one turn of the worker's own code: the poisoned one takes one turn, too.
    assert drain() == 51
    assert Job.objects.exclude(done_at=None).count() == 50
    (found,) = incidents(admin)
    assert (found.case, found.element, found.code) == (cases[7].case, "late_gw", "not_boolean")
    assert [each.open_elements() for each in cases] == [
        {"food_review", "city_consult"} | ({"fire_consult"} if each is cases[7] else set()) for each in cases
    ]


def mended_late(case: Filed) -> None:
    """The same drawing with a condition that is one."""
    pack = read_pack(bytes(PackArchive.objects.get(version=case.row.pack).data))
    drawing = pack.files[PROCESS].replace(b"if seats = 33 then seats else false", b"seats = 34")
    Case.objects.filter(pk=case.case).update(pack=publish(Pack({**pack.files, PROCESS: drawing}), SYSTEM))


def test_a_timer_that_stands_fires_once_the_drawing_is_mended(filed: Filed, admin: Actor) -> None:
    broken_when_late()
    case = file_case(filed.cast, seats="33")
    case.accept()
    try_again(Job.objects.get(kind="fire_timer"))
    assert Job.objects.get(kind="fire_timer").failed_at is not None
    (found,) = incidents(admin)
    mended_late(case)
    perform(admin, Retry(found.id))
    try_again(Job.objects.get(kind="fire_timer"))
    assert case.open_elements() == {"food_review", "city_consult"}
    assert incidents(admin) == ()
