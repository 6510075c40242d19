"""For every command somebody who may give it, on a case brought to where it may be given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from ocr.api import Reading
from tests.workflows.cases.brought import (
    a_draft,
    accepted,
    asked,
    asked_about,
    attaching,
    broken_issue,
    claimed,
    corrected,
    decidable,
    delegated,
    delivering,
    due,
    following_up,
    handing,
    issuing,
    lapsing,
    late,
    licensed,
    newer,
    paper_of,
    refused,
    removing,
    resting,
    signed,
    signing,
    silent,
    standing,
    stopped,
    supervised,
    supervising,
    suspended,
    taken,
    ticketed,
    visited,
    with_paper,
)
from tests.workflows.cases.filing import Filed
from workflows.cases.command import Command
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.advance_bundle import AdvanceBundle
from workflows.cases.commands.answer_ticket import AnswerTicket
from workflows.cases.commands.ask_correction import AskCorrection, Point
from workflows.cases.commands.cancel_licence import CancelLicence
from workflows.cases.commands.change_licence import ChangeLicence
from workflows.cases.commands.choose_visit import ChooseVisit
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.correct_licence import CorrectLicence
from workflows.cases.commands.delegate import Delegate
from workflows.cases.commands.discard import Discard
from workflows.cases.commands.extend import Extend
from workflows.cases.commands.fail_service import FailService
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.fire_timer import FireTimer
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.grant_by_rule import GrantByRule
from workflows.cases.commands.jump import Jump
from workflows.cases.commands.migrate import Migrate
from workflows.cases.commands.not_accept import NotAccept
from workflows.cases.commands.propose_visit import ProposeVisit
from workflows.cases.commands.recall_licence import RecallLicence
from workflows.cases.commands.record_reading import RecordReading
from workflows.cases.commands.record_register import RecordRegister
from workflows.cases.commands.recuse import Recuse
from workflows.cases.commands.remind import Remind
from workflows.cases.commands.remove_paper import RemovePaper
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
from workflows.cases.commands.suspend import Suspend
from workflows.cases.commands.suspend_licence import SuspendLicence
from workflows.cases.commands.terminate import Terminate
from workflows.cases.commands.transfer import Transfer
from workflows.cases.commands.unclaim import Unclaim
from workflows.cases.commands.withdraw import Withdraw
from workflows.errors import Conflict, Invalid, NotFound


@dataclass(frozen=True)
class Row:
    """Who may do it, and the command where this person may: the case is brought there first."""

    insider: str
    """A clerk's username, `applicant` or `system`."""
    ready: Callable[[Filed], Command]


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
