"""Files the food permit as its applicant would, without pictures: papers are stored, answers are typed."""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models.functions import Now
from PIL import Image

from ocr.api import store
from tests.cast import Cast
from workflows.actor import SYSTEM, Actor
from workflows.beat import handlers
from workflows.cases.command import Command, perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.ask_correction import AskCorrection, Point
from workflows.cases.commands.attach_paper import AttachPaper
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.deliver import Deliver
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.issue import Issue
from workflows.cases.commands.record_visit import RecordVisit
from workflows.cases.commands.start_case import StartCase
from workflows.cases.commands.submit import Submit
from workflows.cases.models import Case, Task
from workflows.cases.queries.case import case_view
from workflows.cases.unit import Result
from workflows.cases.views import CaseView, FieldView
from workflows.outside import jobs
from workflows.outside.models import Job

ANSWERS: dict[str, str | list[str]] = {
    "shop_name": "云东区老罗面馆",
    "uscc": "92990102MA0000001A",
    "address": "云州市云东区望江街道滨江路18号1层102室",
    "area_sqm": "86.5",
    "lease_from": "2026-09-01",
    "lease_to": "2029-08-31",
    "landlord": "林晓岚",
    "operator_name": "罗建业",
    "operator_id": "990103197601232153",
    "operator_mobile": "13800138000",
    "scope": ["hot"],
    "seats": "32",
    "food_manager": "唐若溪",
    "food_manager_id": "990102199908172469",
}
REVIEWS = (("food", "food_review"), ("fire", "fire_consult"), ("city", "city_consult"))
PAPERS = ("id_card", "licence", "lease")


@cache
def blank_page(shade: int) -> bytes:
    """A picture without a word on it: what these tests show does not rest on reading, and blank is read at once."""
    picture = io.BytesIO()
    Image.new("L", (700, 500), shade).save(picture, "PNG")
    return picture.getvalue()


@dataclass(frozen=True)
class Filed:
    """A case that was handed in, and the people around it."""

    cast: Cast
    applicant: Actor
    case: UUID

    @property
    def row(self) -> Case:
        """The case as it stands now."""
        return Case.objects.get(pk=self.case)

    def view(self) -> CaseView:
        """What the applicant's page shows."""
        return case_view(self.applicant, self.case)

    def field(self, code: str) -> FieldView:
        """One field of the form."""
        return next(each for each in self.view().fields if each.field.code == code)

    def task(self, element: str) -> UUID:
        """The task at an element of the route."""
        return Task.objects.filter(case=self.case, element=element).latest("opened_at").pk

    def open_elements(self) -> set[str]:
        """Where tasks are open now."""
        return set(Task.objects.filter(case=self.case, state="open").values_list("element", flat=True))

    def by(self, username: str, command: Command, at: datetime | None = None) -> Result:
        """A clerk does something."""
        return perform(self.cast.clerk(username), command, at=at)

    def accept(self, at: datetime | None = None) -> Result:
        """The front desk accepts."""
        return self.by("desk", Accept(self.task("accept")), at)

    def ask(self, *codes: str, kind: str = "field", at: datetime | None = None) -> Result:
        """The front desk asks once for corrections."""
        points = tuple(Point(kind, code, "与执照不一致。") for code in codes)
        return self.by("desk", AskCorrection(self.task("accept"), points), at)

    def opinions(self) -> None:
        """Three departments agree."""
        for username, element in REVIEWS:
            self.by(username, GiveOpinion(self.task(element), "agree"))

    def visit(self, outcome: str = "passed") -> None:
        """Two officers look at the premises."""
        staff = (self.cast.person("inspector2"),)
        self.by("inspector", RecordVisit(self.task("site_visit"), outcome, "冷食间独立。", staff))

    def decide(self, outcome: str = "grant", by: str = "head") -> Result:
        """The head of the food section decides."""
        grounds = ("操作间面积不足。", ("《食品安全法》33",)) if outcome == "refuse" else ("", ())
        return self.by(by, Decide(self.task("decide"), outcome, *grounds))

    def served(self) -> None:
        """The system issues and delivers, without the papers that its jobs render: few tests are about those."""
        for kind in ("issue", "deliver"):
            for job in Job.objects.filter(kind=kind, payload__case=str(self.case)):
                work = job.payload["work"]
                perform(
                    SYSTEM, Issue(self.case, work, "C-1", "0" * 64) if kind == "issue" else Deliver(self.case, work)
                )

    def reviewed(self) -> "Filed":
        """Everything but the decision is done."""
        self.accept()
        self.opinions()
        if "site_visit" in self.open_elements():
            self.visit()
        return self


def attach(applicant: Actor, case: UUID, slot: str, shade: int = 250) -> None:
    """Put a blank page into a slot; each shade of grey is another paper."""
    perform(applicant, AttachPaper(case, slot, store(blank_page(shade), f"{slot}.png"), f"{slot}.png"))


def draft(applicant: Actor, **answers: Any) -> UUID:
    """A draft with all papers and answers."""
    case = perform(applicant, StartCase("food_permit")).case
    for shade, slot in enumerate(PAPERS, 250):
        attach(applicant, case, slot, shade)
    perform(applicant, FillIn(case, ANSWERS | elsewhere(applicant) | answers))
    return case


def elsewhere(applicant: Actor) -> dict[str, str]:
    """Another address for each further case of one applicant: about one place only one case is open at a time."""
    others = Case.objects.filter(applicant=applicant.applicant, received_at__isnull=False).count()
    return {"address": f"云州市云东区望江街道滨江路18号1层{102 + others}室"} if others else {}


def file_case(cast: Cast, at: datetime | None = None, **answers: Any) -> Filed:
    """A case that was handed in."""
    applicant = cast.citizen()
    result = perform(applicant, Submit(draft(applicant, **answers)), at=at)
    return Filed(cast, applicant, result.case)


def do_jobs(*kinds: str) -> int:
    """Do what is due of these kinds, and nothing else: sealing and reading take seconds, and few tests are about it."""
    waiting = Job.objects.filter(kind__in=kinds, done_at=None, failed_at=None, run_at__lte=Now())
    done = 0
    while (job := waiting.first()) and jobs.run(handlers(), job.pk):
        done += 1
    return done


def try_again(job: Job) -> None:
    """Run this job now, whatever delay an error has earned it."""
    # In the past, for the claim reads the clock of the transaction that surrounds the whole test.
    Job.objects.filter(pk=job.pk).update(run_at=Now() - timedelta(days=1))
    jobs.run(handlers(), job.pk)
