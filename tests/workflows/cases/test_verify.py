"""`manage.py verify` tells every case again from its events, and names what somebody changed behind its back."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from ocr.api import original
from tests.workflows.cases.filing import Filed, attach, do_jobs, file_case
from tests.workflows.cases.test_recording import COURSES, granted
from workflows.cases.audit import Broken, CaseAudit
from workflows.cases.command import perform
from workflows.cases.commands.start_case import StartCase
from workflows.cases.models import Event, Paper
from workflows.cases.replay import replay

pytestmark = pytest.mark.django_db


def found(**options: Any) -> list[Broken]:
    return list(CaseAudit(**options).run())


@contextmanager
def behind_its_back(table: str) -> Iterator[Any]:
    """What somebody can do who holds the database: the triggers look away."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


@pytest.mark.parametrize("course", COURSES)
def test_events_replay_to_the_stored_marking_and_nothing_is_broken(
    filed: Filed, course: Callable[[Filed], None]
) -> None:
    course(filed)
    assert replay(filed.row).to_json() == filed.row.marking
    assert found() == []


def test_papers_taken_out_and_facts_of_other_moments_do_not_disturb_the_replay(filed: Filed) -> None:
    drafted = perform(filed.applicant, StartCase("food_permit")).case
    attach(filed.applicant, drafted, "lease", shade=77)
    again = file_case(filed.cast, scope=["raw", "cold"], seats="90")
    granted(again)
    assert found() == []


def marking_edited(filed: Filed) -> tuple[str, str]:
    with connection.cursor() as cursor:
        sql = "UPDATE workflows_case SET marking = jsonb_set(marking::jsonb, '{counter}', '99') WHERE id = %s"
        cursor.execute(sql, [filed.case])
    return "case", "another marking"


def state_edited(filed: Filed) -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE workflows_case SET state = 'correction_due' WHERE id = %s", [filed.case])
    return "case", "stands at correction_due"


def event_deleted(filed: Filed) -> tuple[str, str]:
    with behind_its_back("workflows_event") as cursor:
        cursor.execute("DELETE FROM workflows_event WHERE case_id = %s AND seq = 2", [filed.case])
    return "case", "events for version"


def last_event_deleted_with_every_trace_in_the_case(filed: Filed) -> tuple[str, str]:
    last = Event.objects.filter(case=filed.case).latest("seq")
    with behind_its_back("workflows_event") as cursor:
        cursor.execute("DELETE FROM workflows_event WHERE id = %s", [last.pk])
        cursor.execute("UPDATE workflows_case SET version = version - 1 WHERE id = %s", [filed.case])
    return "case", f"the record has {last.verb}, and no event tells of it"


def event_edited(filed: Filed) -> tuple[str, str]:
    with behind_its_back("workflows_event") as cursor:
        cursor.execute("UPDATE workflows_event SET body = 'health' WHERE case_id = %s AND seq = 2", [filed.case])
    return "event", "says otherwise: body"


def outcome_edited(filed: Filed) -> tuple[str, str]:
    with behind_its_back("workflows_event") as cursor:
        sql = 'UPDATE workflows_event SET params = \'{"outcome": "refuse"}\' WHERE case_id = %s AND seq = 2'
        cursor.execute(sql, [filed.case])
    return "event", "says otherwise: outcome"


def fact_edited(filed: Filed) -> tuple[str, str]:
    with behind_its_back("workflows_fact") as cursor:
        cursor.execute("UPDATE workflows_fact SET value = '90' WHERE case_id = %s AND field = 'seats'", [filed.case])
    return "case", "another marking"


def task_closed(filed: Filed) -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE workflows_task SET state = 'cancelled' WHERE case_id = %s AND state = 'open'", [filed.case]
        )
    return "case", "0 tasks are open where its route has"


def file_altered(filed: Filed) -> tuple[str, str]:
    path = original(Paper.objects.filter(case=filed.case).earliest("pk").sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b"\n")
    return "paper", "its file was changed"


def file_gone(filed: Filed) -> tuple[str, str]:
    original(Paper.objects.filter(case=filed.case).earliest("pk").sha256).unlink()
    return "paper", "its file is not there"


HARM = [
    marking_edited, state_edited, event_deleted, last_event_deleted_with_every_trace_in_the_case, event_edited,
    outcome_edited, fact_edited, task_closed, file_altered, file_gone,
]  # fmt: skip


@pytest.mark.parametrize("harm", HARM)
def test_each_change_is_found_and_named(
    cast: Any, harm: Callable[[Filed], tuple[str, str]], settings: Any, tmp_path: Path
) -> None:
    settings.FILES_DIR = tmp_path
    filed = file_case(cast)
    filed.accept()
    filed.opinions()
    assert found(number=filed.row.number or "") == []
    what, why = harm(filed)
    broken = found(number=filed.row.number or "")
    assert any(each.what == what and why in each.why for each in broken), broken


def test_the_command_counts_names_and_ends_with_an_error(filed: Filed) -> None:
    filed.accept()
    out = StringIO()
    call_command("verify", without_ledger=True, stdout=out)
    assert "1 cases, 2 events, " in out.getvalue()
    marking_edited(filed)
    with pytest.raises(CommandError, match="1 found broken"):
        call_command("verify", case=filed.row.number, stdout=out)
    assert f"BROKEN case {filed.row.number}: its events give another marking" in out.getvalue()


def test_documents_are_held_against_their_digests(filed: Filed) -> None:
    filed.accept()
    do_jobs("compose_document")
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE workflows_issueddocument DROP CONSTRAINT the_digest_is_of_the_file")
    with behind_its_back("workflows_issueddocument") as cursor:
        cursor.execute("UPDATE workflows_issueddocument SET pdf = pdf || '\\x00'::bytea")
    assert {each.what for each in found()} == {"document"}
