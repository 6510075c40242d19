"""Brings a filed case to where a command may be given, and makes that command."""

from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from ocr.api import store
from tests.workflows.cases.faulty import with_process
from tests.workflows.cases.filing import Filed, blank_page, file_case
from tests.workflows.cases.licences import give_licence
from tests.workflows.packs.ruled import ruled_pack
from workflows.actor import ADMINISTRATOR, SYSTEM, Actor
from workflows.cases.command import Command, perform
from workflows.cases.commands.add_signer import AddSigner
from workflows.cases.commands.answer_difference import AnswerDifference
from workflows.cases.commands.answer_supervision import AnswerSupervision
from workflows.cases.commands.attach_paper import AttachPaper
from workflows.cases.commands.claim import Claim
from workflows.cases.commands.conclude import Conclude
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.deem_accepted import DeemAccepted
from workflows.cases.commands.delegate import Delegate
from workflows.cases.commands.deliver import Deliver
from workflows.cases.commands.escalate import Escalate
from workflows.cases.commands.give_back import GiveBack
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.issue import Issue
from workflows.cases.commands.lapse import Lapse
from workflows.cases.commands.record_visit import RecordVisit
from workflows.cases.commands.remove_signer import RemoveSigner
from workflows.cases.commands.request_ticket import RequestTicket
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.stop_clock import StopClock
from workflows.cases.commands.supervise import Supervise
from workflows.cases.commands.suspend import Suspend
from workflows.cases.commands.take_back import TakeBack
from workflows.cases.commands.transfer import Transfer
from workflows.cases.incidents import stand
from workflows.cases.models import (
    Clock,
    Difference,
    GuideTicket,
    Incident,
    Paper,
    Task,
)
from workflows.catalogue.models import PackVersion
from workflows.catalogue.publish import publish
from workflows.errors import Fracture
from workflows.outcomes.models import Certificate
from workflows.outside.models import Job


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
