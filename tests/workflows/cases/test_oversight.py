"""Lamps for irregular acts: tickets for what the guide does not provide for, second notices, limits that pass."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tests.cast import Cast
from tests.workflows.cases.filing import Filed, do_jobs, file_case
from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.answer_ticket import AnswerTicket
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.escalate import Escalate
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.not_accept import NotAccept
from workflows.cases.commands.recuse import Recuse
from workflows.cases.commands.request_reconsideration import RequestReconsideration
from workflows.cases.commands.request_ticket import RequestTicket
from workflows.cases.commands.resubmit import Resubmit
from workflows.cases.models import Breach, Clock, GuideTicket, Task
from workflows.cases.queries.board import board, counts
from workflows.errors import Conflict, Forbidden, Invalid, NotFound
from workflows.outside.models import Job
from workflows.people.models import Notice, Relation

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


def ask(filed: Filed, kind: str = "paper") -> GuideTicket:
    filed.by("desk", RequestTicket(filed.task("accept"), kind, "健康证", "防疫需要。"))
    return GuideTicket.objects.get(case=filed.case, kind=kind)


def corrected(filed: Filed) -> Filed:
    """Asked once, and answered in full."""
    filed.ask("seats")
    perform(filed.applicant, FillIn(filed.case, {"seats": "40"}))
    perform(filed.applicant, Resubmit(filed.case))
    return filed


@pytest.mark.law("行政许可法", 31)
@pytest.mark.parametrize(
    ("kind", "breach"), [("paper", "outside_guide"), ("condition", "outside_guide"), ("fee", "unlisted_fee")]
)
def test_wanting_more_than_the_guide_lights_a_lamp_and_tells_the_supervisor(
    filed: Filed, kind: str, breach: str
) -> None:
    ticket = ask(filed, kind)
    row = Breach.objects.get(case=filed.case)
    assert (row.kind, row.lamp, row.ticket_id, row.body) == (breach, "yellow", ticket.pk, "dsb")
    assert Notice.objects.get(code="ticket_requested").person_id == filed.cast.person("supervisor")


@pytest.mark.law("行政许可法", 32)
def test_a_second_notice_goes_out_only_by_a_released_ticket_and_stays_a_breach(filed: Filed) -> None:
    corrected(filed)
    ticket = ask(filed, "second_correction")
    with pytest.raises(Forbidden):
        filed.ask("shop_name")
    filed.by("supervisor", AnswerTicket(ticket.pk, True, "第一次告知确有遗漏。"))
    filed.ask("shop_name")
    assert [(row.kind, row.lamp) for row in Breach.objects.filter(case=filed.case)] == [("second_correction", "red")]
    assert GuideTicket.objects.get(pk=ticket.pk).used_at is not None


def test_a_ticket_that_is_not_released_opens_nothing(filed: Filed) -> None:
    ticket = ask(corrected(filed), "second_correction")
    filed.by("supervisor", AnswerTicket(ticket.pk, False, "法律规定一次告知。"))
    with pytest.raises(Forbidden):
        filed.ask("shop_name")
    with pytest.raises(Conflict):
        filed.by("supervisor", AnswerTicket(ticket.pk, True, "改变主意。"))


@pytest.mark.law("行政许可法", 32)
def test_once_everything_asked_for_has_come_the_case_must_be_accepted(filed: Filed) -> None:
    corrected(filed)
    with pytest.raises(Forbidden) as refused:
        filed.by("desk", NotAccept(filed.task("accept"), "不想受理。", "32"))
    assert refused.value.code == "must_accept"
    assert filed.accept().state == "accepted"


@pytest.mark.parametrize(("kind", "what", "why"), [("bribe", "x", "x"), ("paper", " ", "x"), ("paper", "x", "")])
def test_a_ticket_says_what_is_wanted_and_why(filed: Filed, kind: str, what: str, why: str) -> None:
    with pytest.raises(Invalid):
        filed.by("desk", RequestTicket(filed.task("accept"), kind, what, why))
    assert not Breach.objects.exists()


def test_the_database_itself_lets_nobody_release_an_own_ticket(filed: Filed) -> None:
    ticket = ask(filed)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuideTicket.objects.filter(pk=ticket.pk).update(
            answered_by=ticket.requested_by, answered_at=MONDAY, is_released=True, answer="好。"
        )


@pytest.fixture
def late(cast: Cast) -> Filed:
    """Accepted in March 2026 and not decided; the legal limit ended long ago."""
    filed = file_case(cast, at=MONDAY)
    filed.accept(MONDAY)
    return filed


def test_a_limit_that_passes_is_escalated_once_and_grants_nothing(late: Filed) -> None:
    job = Job.objects.get(kind="escalate")
    assert job.run_at == Clock.objects.get(case=late.case, code="legal").red_at
    assert do_jobs("escalate") == 1
    assert (late.row.state, Breach.objects.get(case=late.case).kind) == ("accepted", "late")
    told = set(Notice.objects.filter(code="limit_passed").values_list("person", flat=True))
    assert told == {late.cast.person(who) for who in ("head", "head2", "supervisor")}
    assert Notice.objects.filter(code="late", person=late.applicant.person).count() == 1
    with pytest.raises(Conflict):
        perform(SYSTEM, Escalate(late.case, job.payload["clock"]))


def test_when_no_decision_comes_in_time_reconsideration_is_open(late: Filed) -> None:
    ended = Clock.objects.get(case=late.case, code="legal").due_at
    with pytest.raises(Conflict):
        perform(late.applicant, RequestReconsideration(late.case, "请责令决定。"), at=ended)
    perform(late.applicant, RequestReconsideration(late.case, "请责令决定。"), at=ended + timedelta(days=1))


def test_the_board_counts_lamps_and_shows_what_ends_first(late: Filed) -> None:
    file_case(late.cast)
    found = board(late.cast.clerk("supervisor"))
    assert (found.red, found.green) == (2, 2)
    assert [line.lamp for line in found.lines] == ["red", "red", "green", "green"]
    assert {line.number for line in found.lines} > {late.row.number}


@pytest.mark.parametrize("who", ["desk", "head", "fire"])
def test_the_board_is_the_supervisors(filed: Filed, who: str) -> None:
    with pytest.raises(NotFound):
        board(filed.cast.clerk(who))


def test_the_board_is_one_query_on_one_index(late: Filed) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM workflows_clock")
        cursor.execute(
            """INSERT INTO workflows_clock (case_id, code, body, rule, events, started_at, due_at, yellow_at, red_at,
                                            reasons, is_provisional, stopped_at)
               SELECT case_id, code, body, rule, events, started_at, due_at, yellow_at, red_at, reasons, false, now()
               FROM workflows_clock, generate_series(1, 10000) WHERE code = 'answer'"""
        )
        cursor.execute("ANALYZE workflows_clock")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "force_debug_cursor", True)
        plan = counts(["amr", "dsb"], timezone.now()).explain()
    assert "board_of_a_body" in plan
    assert "Seq Scan" not in plan


def test_who_stands_back_has_no_hand_in_the_case_and_colleagues_go_on(filed: Filed) -> None:
    filed.by("desk", Claim(filed.task("accept")))
    filed.by("desk", Recuse(filed.task("accept"), "申请人是我的同学。"))
    assert Task.objects.get(pk=filed.task("accept")).claimed_by is None
    with pytest.raises(Forbidden) as refused:
        filed.accept()
    assert refused.value.code == "recused"
    filed.by("desk2", Claim(filed.task("accept")))


def test_a_declared_relative_is_kept_out_without_being_asked(filed: Filed) -> None:
    staff = filed.cast.person("fire")
    Relation.objects.create(staff_id=staff, relative_id=filed.row.applicant_id, kind="兄弟", from_on=MONDAY.date())
    filed.accept()
    with pytest.raises(Forbidden) as refused:
        filed.by("fire", GiveOpinion(filed.task("fire_consult"), "agree"))
    assert refused.value.code == "near"
