"""The record: each act has its ledger entry in the same transaction, and the acts replay to the stored route."""

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from ledger.models import Entry
from tests.cast import Cast
from tests.workflows.cases.filing import Filed, file_case
from workflows.cases import clocks
from workflows.cases.command import perform
from workflows.cases.commands.ask_correction import AskCorrection
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.not_accept import NotAccept
from workflows.cases.commands.resubmit import Resubmit
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.facts import FactBook, FactView
from workflows.cases.models import Event, Fact, Task
from workflows.catalogue.publish import item as item_of
from workflows.engine import advance, events
from workflows.engine.marking import Marking
from workflows.engine.plain import unpack
from workflows.engine.values import Context
from workflows.errors import Invalid
from workflows.outside.models import Job
from workflows.people.models import Notice, Person

pytestmark = pytest.mark.django_db


def corrected(filed: Filed) -> None:
    """Asked for the seats, and answered with more of them than need no visit."""
    filed.ask("seats")
    perform(filed.applicant, FillIn(filed.case, {"seats": "80"}))
    perform(filed.applicant, Resubmit(filed.case))


def granted(filed: Filed) -> None:
    filed.reviewed().decide()
    filed.served()


def refused(filed: Filed) -> None:
    filed.reviewed().decide("refuse")
    filed.served()


def withdrawn(filed: Filed) -> None:
    filed.accept()
    perform(filed.applicant, Withdraw(filed.case))


def not_accepted(filed: Filed) -> None:
    filed.by("desk", NotAccept(filed.task("accept"), "无须许可。", "《行政许可法》32"))


def corrected_and_visited(filed: Filed) -> None:
    corrected(filed)
    filed.reviewed()


COURSES: list[Callable[[Filed], None]] = [granted, refused, withdrawn, not_accepted, corrected, corrected_and_visited]


def event_of(stored: dict[str, Any]) -> events.Event:
    """The engine's event behind a stored one."""
    values = unpack(stored)
    kind = getattr(events, values.pop("event"))
    found: events.Event = kind(**values)
    return found


def replay(filed: Filed) -> Marking:
    """The route, advanced from nothing by the pure kernel, with the facts of each moment."""
    row = filed.row
    item, marking = item_of(row.pack), Marking.empty()
    for happened in Event.objects.filter(case=row).order_by("seq"):
        facts = [FactView.of(f) for f in Fact.objects.filter(case=row, at__lte=happened.at).order_by("pk")]
        context = Context(FactBook(item, facts).scope(), happened.at, clocks.calendar_of(item))
        for stored in happened.engine_events:
            marking = advance(item.process, marking, event_of(stored), context).marking
    return marking


@pytest.mark.parametrize("course", COURSES)
def test_the_recorded_acts_replay_to_the_stored_route(filed: Filed, course: Callable[[Filed], None]) -> None:
    course(filed)
    assert replay(filed).to_json() == filed.row.marking


def test_a_case_with_a_site_visit_replays_too(cast: Cast) -> None:
    filed = file_case(cast, scope=["raw", "cold"], seats="90")
    granted(filed)
    assert Task.objects.filter(case=filed.case, element="site_visit").exists()
    assert replay(filed).to_json() == filed.row.marking


@pytest.mark.parametrize("course", COURSES)
def test_every_act_has_its_entry_and_its_place(filed: Filed, course: Callable[[Filed], None]) -> None:
    course(filed)
    acts = list(Event.objects.filter(case=filed.case).order_by("seq"))
    entries = list(Entry.objects.filter(subject=str(filed.case)).order_by("id"))
    assert [act.seq for act in acts] == list(range(1, filed.row.version + 1))
    assert [act.entry for act in acts] == [entry.public_id for entry in entries]
    assert [act.verb for act in acts] == [entry.verb for entry in entries]
    assert acts[-1].to_state == filed.row.state
    assert all(before.to_state == after.from_state for before, after in pairwise(acts))


def test_the_entry_says_what_was_done_by_whom_in_which_version_of_the_item(filed: Filed) -> None:
    entry = Entry.objects.get(subject=str(filed.case), verb="submit")
    told = json.loads(bytes(entry.canonical or b""))
    assert told["actor"] == f"person:{filed.applicant.person}"
    body = told["body"]
    assert (body["case"], body["from"], body["to"], body["seq"]) == (filed.row.number, "draft", "received", 1)
    assert body["pack"] == filed.row.pack.sha256
    assert set(body["papers"]) == {"id_card", "licence", "lease"}


@pytest.mark.parametrize("course", [granted, refused, corrected])
def test_no_entry_tells_a_name_a_number_or_what_a_clerk_wrote(filed: Filed, course: Callable[[Filed], None]) -> None:
    course(filed)
    told = b"".join(bytes(entry.canonical or b"") for entry in Entry.objects.filter(subject=str(filed.case))).decode()
    private = {"罗建业", "990103197601232153", "13800138000", "老罗面馆", "林晓岚", "操作间", "与执照不一致"}
    staff = set(Person.objects.values_list("name", flat=True))
    assert not [word for word in private | staff if word in told]


def test_what_fails_halfway_leaves_neither_act_nor_entry_nor_notice_nor_job(filed: Filed) -> None:
    counts = [model.objects.count() for model in (Event, Entry, Notice, Job, Task)]

    def a_crash_after_everything_was_written() -> None:
        with transaction.atomic():
            filed.accept()
            raise ConnectionError

    with pytest.raises(ConnectionError):
        a_crash_after_everything_was_written()
    assert [model.objects.count() for model in (Event, Entry, Notice, Job, Task)] == counts
    assert filed.row.state == "received"


def test_a_refused_command_leaves_no_trace(filed: Filed) -> None:
    entries = Entry.objects.count()
    with pytest.raises(Invalid):
        filed.by("desk", AskCorrection(filed.task("accept"), ()))
    assert Entry.objects.count() == entries
    assert filed.row.version == 1


def test_no_work_on_a_draft_is_recorded(filed: Filed) -> None:
    entries = Entry.objects.count()
    drafted = perform(filed.applicant, StartCase("food_permit")).case
    perform(filed.applicant, FillIn(drafted, {"seats": "5"}))
    assert Entry.objects.count() == entries


def test_claiming_is_recorded_though_it_is_no_legal_act(filed: Filed) -> None:
    result = filed.by("desk", Claim(filed.task("accept")))
    assert result.receipt is not None
    assert Event.objects.get(entry=result.receipt).engine_events == []


def test_history_cannot_be_changed_in_the_database(filed: Filed) -> None:
    for table in ("workflows_event", "ledger_entry"):
        with pytest.raises(DatabaseError, match=r"append.only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE {table} SET verb = 'granted'")
