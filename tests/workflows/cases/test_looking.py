"""Who looked at my file: nobody of the staff reads a case unseen, and the applicant sees who did and what for."""

import json

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from ledger.models import Entry
from tests.workflows.cases.filing import Filed
from workflows.actor import Actor
from workflows.cases.command import perform
from workflows.cases.commands.start_case import StartCase
from workflows.cases.looks import SITTING, looks
from workflows.cases.models import Look
from workflows.cases.queries.case import case_view
from workflows.errors import NotFound

pytestmark = pytest.mark.django_db


def read_by(filed: Filed, username: str) -> None:
    case_view(filed.cast.clerk(username), filed.case)


def test_a_clerk_who_opens_a_case_is_seen_by_its_applicant_with_body_and_purpose(filed: Filed) -> None:
    read_by(filed, "desk")
    (look,) = looks(filed.applicant, filed.case)
    assert (look.body.code, look.purpose, look.by_system) == ("dsb", "accept", False)
    assert look.step == filed.view().item.steps["accept"].label


def test_each_look_is_an_entry_of_the_record_that_names_nobody(filed: Filed) -> None:
    read_by(filed, "desk")
    (look,) = looks(filed.applicant, filed.case)
    entry = Entry.objects.get(public_id=look.entry)
    content = json.loads(bytes(entry.canonical or b""))
    assert (entry.verb, entry.subject) == ("look", str(filed.case))
    assert content["body"] == {"case": filed.row.number, "purpose": "accept", "body": "dsb", "channel": "web"}
    assert content["actor"] == filed.cast.clerk("desk").pseudonym


def test_many_pages_in_one_sitting_are_one_look(filed: Filed) -> None:
    for _ in range(3):
        read_by(filed, "desk")
    assert len(looks(filed.applicant, filed.case)) == 1


def test_the_next_sitting_is_another_look(filed: Filed) -> None:
    desk = filed.cast.clerk("desk")
    before = timezone.now() - SITTING
    Look.objects.create(case=filed.row, at=before, actor=desk.pseudonym, body="dsb", purpose="accept", entry=filed.case)
    read_by(filed, "desk")
    assert [look.at > before for look in looks(filed.applicant, filed.case)] == [True, False]


def test_reading_for_another_step_is_a_look_of_its_own(filed: Filed) -> None:
    read_by(filed, "desk")
    filed.accept()
    read_by(filed, "desk")
    read_by(filed, "food")
    assert [look.purpose for look in looks(filed.applicant, filed.case)] == ["food_review", "after", "accept"]


def test_a_departments_system_is_shown_as_a_system(filed: Filed) -> None:
    filed.accept()
    fire = Actor(kind="client", channel="api", body="fire", roles=frozenset({"fire_officer"}), client="fire")
    case_view(fire, filed.case)
    (look,) = looks(filed.applicant, filed.case)
    assert (look.body.code, look.by_system) == ("fire", True)


def test_a_clerk_who_files_at_the_counter_reads_for_that_purpose(filed: Filed) -> None:
    desk = filed.cast.clerk("desk").acting_for(filed.cast.person("lin"))
    case = perform(desk, StartCase("food_permit")).case
    case_view(desk, case)
    (look,) = looks(filed.cast.citizen("lin"), case)
    assert (look.purpose, look.step) == ("counter", None)


def test_applicants_leave_no_look_behind_in_their_own_case(filed: Filed) -> None:
    filed.view()
    assert not Look.objects.exists()


def test_whoever_may_not_see_the_case_leaves_no_look_and_learns_nothing(filed: Filed) -> None:
    with pytest.raises(NotFound):
        read_by(filed, "head")
    assert not Look.objects.exists()


@pytest.mark.parametrize("who", ["another citizen", "a clerk"])
def test_the_list_is_the_applicants_alone(filed: Filed, who: str) -> None:
    actor = filed.cast.citizen("lin") if who == "another citizen" else filed.cast.clerk("desk")
    with pytest.raises(NotFound):
        looks(actor, filed.case)


@pytest.mark.parametrize("change", ["update", "delete"])
def test_a_look_cannot_be_taken_back(filed: Filed, change: str) -> None:
    read_by(filed, "desk")
    rows = Look.objects.all()
    with pytest.raises(DatabaseError, match="append only"), transaction.atomic():
        rows.update(purpose="after") if change == "update" else rows.delete()
