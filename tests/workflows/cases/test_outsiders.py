"""Whoever has no part in a case can do nothing to it and learns nothing of it: every command, every outsider."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import models
from django.utils import timezone

from ledger.models import Entry
from ocr.api import Reading, store
from tests.workflows.cases.faulty import with_process
from tests.workflows.cases.filing import Filed, blank_page, file_case
from tests.workflows.cases.licences import give_licence
from tests.workflows.packs.ruled import ruled_pack
from workflows.actor import ADMINISTRATOR, SYSTEM, Actor
from workflows.cases import commands
from workflows.cases.command import Command, perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.add_signer import AddSigner
from workflows.cases.commands.advance_bundle import AdvanceBundle
from workflows.cases.commands.answer_difference import AnswerDifference
from workflows.cases.commands.answer_supervision import AnswerSupervision
from workflows.cases.commands.answer_ticket import AnswerTicket
from workflows.cases.commands.ask_correction import AskCorrection, Point
from workflows.cases.commands.attach_paper import AttachPaper
from workflows.cases.commands.cancel_licence import CancelLicence
from workflows.cases.commands.change_licence import ChangeLicence
from workflows.cases.commands.choose_visit import ChooseVisit
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.conclude import Conclude
from workflows.cases.commands.correct_licence import CorrectLicence
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.deem_accepted import DeemAccepted
from workflows.cases.commands.delegate import Delegate
from workflows.cases.commands.deliver import Deliver
from workflows.cases.commands.discard import Discard
from workflows.cases.commands.escalate import Escalate
from workflows.cases.commands.extend import Extend
from workflows.cases.commands.fail_service import FailService
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.fire_timer import FireTimer
from workflows.cases.commands.give_back import GiveBack
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.grant_by_rule import GrantByRule
from workflows.cases.commands.issue import Issue
from workflows.cases.commands.jump import Jump
from workflows.cases.commands.lapse import Lapse
from workflows.cases.commands.migrate import Migrate
from workflows.cases.commands.not_accept import NotAccept
from workflows.cases.commands.propose_visit import ProposeVisit
from workflows.cases.commands.recall_licence import RecallLicence
from workflows.cases.commands.record_reading import RecordReading
from workflows.cases.commands.record_register import RecordRegister
from workflows.cases.commands.record_visit import RecordVisit
from workflows.cases.commands.recuse import Recuse
from workflows.cases.commands.remind import Remind
from workflows.cases.commands.remove_paper import RemovePaper
from workflows.cases.commands.remove_signer import RemoveSigner
from workflows.cases.commands.renew_licence import RenewLicence
from workflows.cases.commands.reopen import Reopen
from workflows.cases.commands.request_reconsideration import RequestReconsideration
from workflows.cases.commands.request_ticket import RequestTicket
from workflows.cases.commands.resubmit import Resubmit
from workflows.cases.commands.resume import Resume
from workflows.cases.commands.resume_clock import ResumeClock
from workflows.cases.commands.resume_licence import ResumeLicence
from workflows.cases.commands.retry import Retry
from workflows.cases.commands.revoke_licence import RevokeLicence
from workflows.cases.commands.send_back import SendBack
from workflows.cases.commands.serve_licence_act import ServeLicenceAct
from workflows.cases.commands.serve_step import ServeStep
from workflows.cases.commands.sign import Sign
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.stop_clock import StopClock
from workflows.cases.commands.strip_licence import StripLicence
from workflows.cases.commands.submit import Submit
from workflows.cases.commands.supervise import Supervise
from workflows.cases.commands.suspend import Suspend
from workflows.cases.commands.suspend_licence import SuspendLicence
from workflows.cases.commands.take_back import TakeBack
from workflows.cases.commands.terminate import Terminate
from workflows.cases.commands.transfer import Transfer
from workflows.cases.commands.unclaim import Unclaim
from workflows.cases.commands.withdraw import Withdraw
from workflows.cases.incidents import stand
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
from workflows.catalogue.models import PackVersion
from workflows.catalogue.publish import publish
from workflows.errors import Conflict, Forbidden, Fracture, Invalid, NotFound
from workflows.outcomes.models import Certificate
from workflows.outside.models import Job
from workflows.people.models import Notice
from workflows.registry import discover

pytestmark = pytest.mark.django_db
WRITTEN: tuple[type[models.Model], ...] = (
    Case, Clock, Correction, Difference, Event, Fact, Incident, Paper, Submission, Task, Job, Notice, Entry,
    Reconsideration, Supervision, WrittenAct, Breach, GuideTicket, Recusal,
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """Who may do it, and the command where this person may: the case is brought there first."""

    insider: str
    """A clerk's username, `applicant` or `system`."""
    ready: Callable[[Filed], Command]


def a_draft(filed: Filed) -> "Filed":
    """The applicant's next draft."""
    return Filed(filed.cast, filed.applicant, perform(filed.applicant, StartCase("food_permit")).case)


def paper_of(filed: Filed) -> Paper:
    return Paper.objects.filter(case=filed.case).latest("added_at")


def with_paper(filed: Filed) -> Filed:
    """A draft with one paper."""
    drafted = a_draft(filed)
    perform(filed.applicant, attaching(drafted))
    return drafted


def attaching(drafted: Filed) -> Command:
    return AttachPaper(drafted.case, "lease", store(blank_page(240), "lease.png"), "lease.png")


def corrected(filed: Filed) -> Filed:
    filed.ask("seats")
    return filed


def claimed(filed: Filed) -> Filed:
    filed.by("desk", Claim(filed.task("accept")))
    return filed


def accepted(filed: Filed) -> Filed:
    filed.accept()
    return filed


def due(filed: Filed, kind: str) -> str:
    """The route's name of the work that a job of this kind is to do."""
    return str(Job.objects.get(kind=kind, payload__case=str(filed.case)).payload["work"])


def visited(filed: Filed) -> Command:
    accepted(filed)
    # A visit that the route would have opened had there been raw food.
    Task.objects.filter(pk=filed.task("food_review")).update(kind="site_visit", element="site_visit", role="inspector")
    return RecordVisit(filed.task("site_visit"), "failed", "无独立冷食间。", (filed.cast.person("inspector2"),))


def following_up(filed: Filed) -> Command:
    accepted(filed)
    # A follow-up that another item's route opens after its decision.
    Task.objects.filter(pk=filed.task("food_review")).update(kind="follow_up")
    return Conclude(filed.task("food_review"), "agree")


def issuing(filed: Filed) -> Command:
    filed.reviewed().decide()
    return Issue(filed.case, due(filed, "issue"), "1.2.156.3005.2", "0" * 64)


def delivering(filed: Filed) -> Command:
    filed.reviewed().decide("refuse")
    return Deliver(filed.case, due(filed, "deliver"))


def asked(filed: Filed) -> Filed:
    """A case whose decision table is to be asked."""
    found = Job.objects.filter(kind="instant_grant").first()
    if found is None:
        publish(ruled_pack(), SYSTEM)
        case = file_case(filed.cast, seats="60")
        case.accept()
        case.opinions()
        return case
    return Filed(filed.cast, filed.applicant, UUID(found.payload["case"]))


def newer() -> PackVersion:
    """Another version of the item."""
    return publish(with_process(('"综窗受理"', '"受理"')), SYSTEM)


def broken_issue(filed: Filed) -> str:
    filed.reviewed().decide()
    Job.objects.filter(kind="issue").update(failed_at=timezone.now())
    return due(filed, "issue")


def standing(filed: Filed) -> Incident:
    """A document that could not be written."""
    job = Job.objects.filter(kind="compose_document").latest("pk")
    return stand(filed.row, Fracture("", "OSError", "", "", {}, {}), timezone.now(), job)


def administrator(filed: Filed) -> Actor:
    """Who keeps the system running."""
    return Actor(kind="clerk", channel="web", person=filed.cast.person("admin"), roles=frozenset({ADMINISTRATOR}))


def refused(filed: Filed) -> Filed:
    filed.reviewed().decide("refuse")
    return filed


def silent(filed: Filed) -> Command:
    clock = Clock.objects.get(case=filed.case, code="answer")
    Clock.objects.filter(pk=clock.pk).update(red_at=clock.started_at - timedelta(days=1))
    return DeemAccepted(filed.case, clock.pk)


def taken(filed: Filed) -> Command:
    accepted(filed).by("food", GiveOpinion(filed.task("food_review"), "agree"))
    return TakeBack(filed.task("food_review"))


def handing(filed: Filed, kind: type[Transfer] | type[Delegate]) -> Command:
    return kind(accepted(filed).task("food_review"), filed.cast.person("head2"))


def delegated(filed: Filed) -> Command:
    filed.by("food", handing(filed, Delegate))
    return GiveBack(filed.task("food_review"))


def signing(filed: Filed) -> Command:
    return AddSigner(accepted(filed).task("food_review"), filed.cast.person("inspector"), "beside")


def signed(filed: Filed) -> Task:
    """The signature that the inspector was asked for."""
    filed.by("food", signing(filed))
    return Task.objects.get(case=filed.case, kind="sign")


def removing(filed: Filed) -> Command:
    signature = signed(filed)
    return RemoveSigner(Task.objects.get(signatures=signature).pk, signature.pk)


def resting(filed: Filed) -> Filed:
    accepted(filed).by("steward", Suspend(filed.case, "核对事项。"))
    return filed


def supervising(filed: Filed) -> Command:
    return Supervise(accepted(filed).task("fire_consult"), timezone.localdate(), "请说明进度。")


def supervised(filed: Filed) -> Command:
    filed.by("supervisor", supervising(filed))
    return AnswerSupervision(filed.task("fire_consult"), "明日现场核查。")


def decidable(filed: Filed) -> Command:
    return Decide(filed.reviewed().task("decide"), "grant")


def asked_about(filed: Filed) -> Command:
    claims = [{"source": "register", "origin": "business", "value": value} for value in ("甲", "乙")]
    row = Difference.objects.create(
        case=filed.row, field="shop_name", source="register", origin="business", owner_id="amr", claims=claims,
        opened_at=timezone.now(),
    )  # fmt: skip
    return AnswerDifference(row.pk, "ours", "以登记为准。")


def stopped(filed: Filed) -> Filed:
    filed.by("head", StopClock(accepted(filed).case, "testing", date(2030, 1, 1), "依法检测。"))
    return filed


def licensed(filed: Filed) -> Filed:
    """With a certificate in force, whose papers are a few bytes: nothing here rests on what they say."""
    give_licence(filed.reviewed())
    return filed


def suspended(filed: Filed) -> Filed:
    row = Certificate.objects.get(case=licensed(filed).case)
    row.status = "suspended"
    row.save(update_fields=["status"])
    return filed


def ticketed(filed: Filed) -> GuideTicket:
    filed.by("desk", RequestTicket(filed.task("accept"), "paper", "健康证", "防疫需要。"))
    return GuideTicket.objects.get(case=filed.case)


def late(filed: Filed) -> Command:
    clock = Clock.objects.get(case=accepted(filed).case, code="legal")
    Clock.objects.filter(pk=clock.pk).update(red_at=clock.started_at)
    return Escalate(filed.case, clock.pk)


def lapsing(filed: Filed) -> Command:
    clock = Clock.objects.get(case=corrected(filed).case, code="correction")
    return Lapse(filed.case, clock.pk)


ROWS: dict[str, Row] = {
    "start_case": Row("applicant", lambda f: StartCase("food_permit")),
    "fill_in": Row("applicant", lambda f: FillIn(a_draft(f).case, {"seats": "10"})),
    "attach_paper": Row("applicant", lambda f: attaching(a_draft(f))),
    "remove_paper": Row("applicant", lambda f: RemovePaper((d := with_paper(f)).case, paper_of(d).pk)),
    "discard": Row("applicant", lambda f: Discard(a_draft(f).case)),
    "submit": Row("applicant", lambda f: Submit(a_draft(f).case)),
    "resubmit": Row("applicant", lambda f: Resubmit(corrected(f).case)),
    "request_reconsideration": Row("applicant", lambda f: RequestReconsideration(refused(f).case, "请复议。")),
    "withdraw": Row("applicant", lambda f: Withdraw(f.case)),
    "accept": Row("desk", lambda f: Accept(f.task("accept"))),
    "ask_correction": Row("desk", lambda f: AskCorrection(f.task("accept"), (Point("field", "seats", "不清楚。"),))),
    "not_accept": Row("desk", lambda f: NotAccept(f.task("accept"), "无须许可。", "《行政许可法》32")),
    "claim": Row("desk", lambda f: Claim(f.task("accept"))),
    "unclaim": Row("desk", lambda f: Unclaim(claimed(f).task("accept"))),
    "give_opinion": Row("fire", lambda f: GiveOpinion(accepted(f).task("fire_consult"), "agree")),
    "record_visit": Row("inspector", visited),
    "decide": Row("head", decidable),
    "answer_difference": Row("data", asked_about),
    "record_register": Row("system", lambda f: RecordRegister(a_draft(f).case, "business", ())),
    "add_signer": Row("food", signing),
    "advance_bundle": Row("system", lambda f: AdvanceBundle(f.case)),
    "answer_supervision": Row("fire", supervised),
    "choose_visit": Row("applicant", lambda f: ChooseVisit(f.case, "premises", timezone.now())),
    "delegate": Row("food", lambda f: handing(f, Delegate)),
    "give_back": Row("food", delegated),
    "jump": Row("steward", lambda f: Jump(accepted(f).task("food_review"), "decide", "系统故障。")),
    "propose_visit": Row("inspector", lambda f: ProposeVisit(visited(f).task, (timezone.now() + timedelta(days=1),))),
    "remind": Row("applicant", lambda f: Remind(accepted(f).case)),
    "remove_signer": Row("food", removing),
    "resume": Row("steward", lambda f: Resume(resting(f).case)),
    "send_back": Row("head", lambda f: SendBack(f.reviewed().task("decide"), "food_review", "请补充。")),
    "sign": Row("inspector", lambda f: Sign(signed(f).pk, "agree")),
    "supervise": Row("supervisor", supervising),
    "suspend": Row("steward", lambda f: Suspend(accepted(f).case, "核对事项。")),
    "take_back": Row("food", taken),
    "transfer": Row("food", lambda f: handing(f, Transfer)),
    "deem_accepted": Row("system", silent),
    "issue": Row("system", issuing),
    "deliver": Row("system", delivering),
    "conclude": Row("food", following_up),
    "serve_step": Row("system", lambda f: ServeStep(accepted(f).case, "close", "w1")),
    "fire_timer": Row("system", lambda f: FireTimer(f.case, "t1")),
    "grant_by_rule": Row("system", lambda f: GrantByRule(asked(f).case, due(asked(f), "instant_grant"))),
    "fail_service": Row("system", lambda f: FailService(f.case, broken_issue(f), "seal")),
    "migrate": Row("system", lambda f: Migrate(f.case, newer().sha256)),
    "retry": Row("administrator", lambda f: Retry(standing(f).pk)),
    "record_reading": Row("system", lambda f: RecordReading(f.case, paper_of(f).pk, Reading("0" * 64, (), "e", ()))),
}
ROWS |= {
    "extend": Row("head", lambda f: Extend(accepted(f).case, 5, "材料较多。")),
    "stop_clock": Row("head", lambda f: StopClock(accepted(f).case, "testing", date(2030, 1, 1), "依法检测。")),
    "resume_clock": Row("head", lambda f: ResumeClock(stopped(f).case, "testing", "检测合格。")),
    "terminate": Row("head", lambda f: Terminate(f.case, "death", "申请人死亡。", ("《行政许可法》70",))),
    "reopen": Row("head", lambda f: Reopen(refused(f).case, "court", "判决重作。", "（2026）云行初1号")),
    "lapse": Row("system", lapsing),
}
TODAY = timezone.localdate()
ROWS |= {
    "change_licence": Row("head", lambda f: ChangeLicence(licensed(f).case, TODAY, "x", (), {"shop_name": "新面馆"})),
    "renew_licence": Row("head", lambda f: RenewLicence(licensed(f).case, TODAY + timedelta(days=1), "依申请延续。")),
    "correct_licence": Row("head", lambda f: CorrectLicence(licensed(f).case, TODAY, "地址有误。")),
    "suspend_licence": Row("head", lambda f: SuspendLicence(licensed(f).case, TODAY, "整改。", ("《食品安全法》126",))),
    "resume_licence": Row("head", lambda f: ResumeLicence(suspended(f).case, TODAY, "整改合格。")),
    "recall_licence": Row("head", lambda f: RecallLicence(licensed(f).case, TODAY, "x", ("8",), "补偿。")),
    "revoke_licence": Row("head", lambda f: RevokeLicence(licensed(f).case, TODAY, "x", ("69",), "fraud")),
    "strip_licence": Row("head", lambda f: StripLicence(licensed(f).case, TODAY, "x", ("《食品安全法》123",))),
    "cancel_licence": Row("head", lambda f: CancelLicence(licensed(f).case, TODAY, "x", ("70",))),
    "serve_licence_act": Row("system", lambda f: ServeLicenceAct(licensed(f).case, "revoke", "0" * 64)),
}
ROWS |= {
    "request_ticket": Row("desk", lambda f: RequestTicket(f.task("accept"), "paper", "健康证", "防疫需要。")),
    "answer_ticket": Row("supervisor", lambda f: AnswerTicket(ticketed(f).pk, True, "一次性放行。")),
    "recuse": Row("desk", lambda f: Recuse(f.task("accept"), "申请人是同学。")),
    "escalate": Row("system", late),
}
FOR_ANYBODY = {"start_case"}
"""What every citizen may do: it begins a case of one's own and touches no other."""

STOPPED_LATER = {
    "submit": Invalid, "serve_step": Conflict, "fire_timer": Conflict, "lapse": Conflict, "propose_visit": NotFound,
    "choose_visit": NotFound,
}  # fmt: skip
"""What stops an insider here: the empty draft, a route that set no timer or closed nothing, an item without a rule that
lapses, and a case outside any bundle."""


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
