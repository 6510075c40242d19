"""Whoever has no part in a case can do nothing to it and learns nothing of it: every command, every outsider."""

from contextlib import nullcontext

import pytest
from django.db import models

from ledger.models import Entry
from tests.workflows.cases.brought import administrator
from tests.workflows.cases.filing import Filed
from tests.workflows.cases.insiders import FOR_ANYBODY, ROWS, STOPPED_LATER
from workflows.actor import SYSTEM, Actor
from workflows.cases import commands
from workflows.cases.command import perform
from workflows.cases.models import (
    Breach,
    Case,
    Clock,
    Correction,
    Difference,
    Event,
    Fact,
    GuideTicket,
    Incident,
    Paper,
    Reconsideration,
    Recusal,
    Submission,
    Supervision,
    Task,
    WrittenAct,
)
from workflows.errors import Forbidden, NotFound
from workflows.outside.models import Job
from workflows.people.models import Notice
from workflows.registry import discover

pytestmark = pytest.mark.django_db
WRITTEN: tuple[type[models.Model], ...] = (
    Case, Clock, Correction, Difference, Event, Fact, Incident, Paper, Submission, Task, Job, Notice, Entry,
    Reconsideration, Supervision, WrittenAct, Breach, GuideTicket, Recusal,
)  # fmt: skip


def outsiders(filed: Filed, code: str) -> dict[str, Actor]:
    """Everybody without a part in the case, though some hold a right role in a wrong place."""
    every_role = frozenset(Task.objects.values_list("role", flat=True)) | {"front_desk", "food_head", "inspector"}
    stranger = filed.cast.person("audit")
    found = {
        "another citizen": filed.cast.citizen("lin"),
        "a clerk elsewhere": Actor(kind="clerk", channel="web", person=stranger, body="health", roles=every_role),
        "a clerk without the role": Actor(kind="clerk", channel="web", person=stranger, body="amr", roles=frozenset()),
        "a desk without the role": Actor(kind="clerk", channel="hall", person=stranger, body="dsb", roles=frozenset()),
        "a foreign system": Actor(kind="client", channel="api", body="health", roles=every_role, client="other"),
        "nobody": Actor(kind="citizen", channel="web"),
        "the applicant": filed.applicant,
    }
    if ROWS[code].insider == "applicant":
        del found["the applicant"]
    if code in FOR_ANYBODY:
        del found["another citizen"]
    return found


def everything() -> list[object]:
    """Every row that a command could write."""
    return [row for model in WRITTEN for row in model._default_manager.order_by("pk").values_list()]


def test_no_command_is_without_its_row() -> None:
    assert set(ROWS) == set(discover(commands))


@pytest.mark.parametrize("code", discover(commands))
def test_an_outsider_can_do_nothing_and_writes_nothing(filed: Filed, code: str) -> None:
    command = ROWS[code].ready(filed)
    before = everything()
    for who, outsider in outsiders(filed, code).items():
        with pytest.raises((NotFound, Forbidden)):
            pytest.fail(f"{who} may {perform(outsider, command)}")
        assert everything() == before, who


@pytest.mark.parametrize("code", discover(commands))
def test_who_has_a_part_in_the_case_is_let_through(filed: Filed, code: str) -> None:
    row = ROWS[code]
    known = {"applicant": filed.applicant, "system": SYSTEM, "administrator": administrator(filed)}
    actor = known.get(row.insider) or filed.cast.clerk(row.insider)
    with pytest.raises(STOPPED_LATER[code]) if code in STOPPED_LATER else nullcontext():
        perform(actor, row.ready(filed))
