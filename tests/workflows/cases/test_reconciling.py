"""Cases are compared with the record all the time: what was changed past the commands is found and named."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from ledger.api import open_alarms
from ledger.models import Entry
from tests.workflows.cases.filing import Filed
from workflows.cases import reconcile
from workflows.cases.models import Case, Event
from workflows.cases.queries.case import case_view

pytestmark = pytest.mark.django_db


def by_hand(statement: str, *values: object) -> None:
    """What somebody with full rights on the database does, past triggers and commands."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(statement, values)
        cursor.execute("SET session_replication_role = origin")


def change_state(filed: Filed) -> None:
    at = timezone.now()
    grant = "UPDATE workflows_case SET state = 'granted', accepted_at = %s, decided_at = %s WHERE id = %s"
    by_hand(grant, at, at, filed.case)


def remove_the_last_event(filed: Filed) -> None:
    by_hand("DELETE FROM workflows_event WHERE case_id = %s AND seq = %s", filed.case, filed.row.version)


def write_another_verb(filed: Filed) -> None:
    by_hand("UPDATE workflows_event SET verb = 'withdraw' WHERE case_id = %s AND seq = 2", filed.case)


def break_the_course(filed: Filed) -> None:
    by_hand("UPDATE workflows_event SET from_state = 'draft' WHERE case_id = %s AND seq = 2", filed.case)


def point_to_an_entry_that_is_not_there(filed: Filed) -> None:
    by_hand("UPDATE workflows_event SET entry = %s WHERE case_id = %s AND seq = 2", uuid4(), filed.case)


def point_to_the_entry_of_another_act(filed: Filed) -> None:
    case_view(filed.cast.clerk("desk"), filed.case)
    other = Entry.objects.get(verb="look").public_id
    by_hand("UPDATE workflows_event SET entry = %s WHERE case_id = %s AND seq = 2", other, filed.case)


def remove_the_entry(filed: Filed) -> None:
    entry = Event.objects.get(case=filed.case, seq=2).entry
    by_hand("DELETE FROM ledger_entry WHERE public_id = %s", entry)


HARM: list[tuple[Callable[[Filed], None], str]] = [
    (change_state, "stands at granted, its last event at accepted"),
    (remove_the_last_event, "1 events for version 2"),
    (write_another_verb, "event 2 names an entry about something else"),
    (break_the_course, "event 2 begins at another state than the one before"),
    (point_to_an_entry_that_is_not_there, "event 2 has no entry in the record"),
    (point_to_the_entry_of_another_act, "event 2 names an entry about something else"),
    (remove_the_entry, "event 2 has no entry in the record"),
]


def found(filed: Filed) -> list[str]:
    """What is told of this case."""
    return [each.detail for each in reconcile.differences([filed.row])]


def test_a_case_that_only_commands_have_moved_agrees_with_its_record(filed: Filed) -> None:
    filed.reviewed().decide()
    case_view(filed.cast.clerk("head"), filed.case)
    assert found(filed) == []


@pytest.mark.parametrize(("harm", "detail"), HARM, ids=[harm.__name__ for harm, _ in HARM])
def test_a_change_by_hand_is_found_and_named(filed: Filed, harm: Callable[[Filed], None], detail: str) -> None:
    filed.accept()
    harm(filed)
    assert detail in found(filed)


def test_a_look_that_was_taken_out_of_the_record_is_found(filed: Filed) -> None:
    case_view(filed.cast.clerk("desk"), filed.case)
    by_hand("DELETE FROM ledger_entry WHERE verb = 'look'")
    assert found(filed) == ["a look has no entry in the record"]


def test_a_promise_is_broken_when_its_time_has_passed_without_an_anchor(filed: Filed) -> None:
    assert found(filed) == []
    by_hand("UPDATE ledger_entry SET at = %s", timezone.now() - timedelta(days=1))
    (told,) = found(filed)
    assert told.startswith("event 1 was to be anchored by ")


def test_the_alarm_is_raised_once_and_cleared_when_the_case_is_right_again(filed: Filed) -> None:
    about = ("case_differs", str(filed.case))
    change_state(filed)
    reconcile.stretch()
    reconcile.stretch()
    assert about in open_alarms()
    by_hand(
        "UPDATE workflows_case SET state = 'received', accepted_at = NULL, decided_at = NULL WHERE id = %s", filed.case
    )
    reconcile.stretch()
    assert about not in open_alarms()


def test_the_rounds_reach_every_case_exactly_once(filed: Filed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reconcile, "_about_how_many", lambda: 7 * reconcile.STRETCH)
    assert sum(reconcile.stretch(turn) for turn in range(7)) == Case.objects.count() > 0
