"""Opens the small bundle of the tests, and acts for the officers of its members."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from tests.cast import Cast
from tests.workflows.cases.filing import attach, do_jobs
from tests.workflows.packs.members import publish_all
from workflows.actor import SYSTEM, Actor
from workflows.cases.command import perform
from workflows.cases.commands.accept import Accept
from workflows.cases.commands.decide import Decide
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.issue import Issue
from workflows.cases.commands.propose_visit import ProposeVisit
from workflows.cases.commands.start_case import StartCase
from workflows.cases.models import Case, Task
from workflows.cases.queries.bundles import bundle_view
from workflows.outside.models import Job

USCC = "92990102MA0000001A"
ANSWERS = {"has_licence": "false", "area": "86.5", "reason": "开面馆", "shop_name": "老罗面馆"}


@dataclass(frozen=True)
class Opened:
    """A bundle, its applicant, and the people who work on its members."""

    cast: Cast
    applicant: Actor
    bundle: UUID

    @property
    def row(self) -> Case:
        return Case.objects.get(pk=self.bundle)

    def standing(self) -> dict[str, str]:
        return {one.code: one.standing for one in bundle_view(self.applicant, self.bundle).members}

    def case(self, code: str) -> Case:
        return Case.objects.get(bundle=self.bundle, item_code=code)

    def task(self, code: str, element: str) -> UUID:
        return Task.objects.get(case=self.case(code), element=element, state="open").pk

    def officer(self, username: str, body: str, *roles: str) -> Actor:
        """Somebody who serves in a body with these roles; the small items name roles that the city does not fill."""
        return replace(self.cast.clerk(username), body=body, roles=frozenset(roles))

    def act(self, code: str, element: str, make: Any, *values: Any) -> None:
        who = {"accept": ("desk", "dsb", "front_desk"), "decide": ("head", self.body(code), "head")}
        username, body, role = who.get(element, ("food", self.body(code), "reviewer"))
        perform(self.officer(username, body, role), make(self.task(code, element), *values))

    def body(self, code: str) -> str:
        return "fire" if code == "t_fire" else "amr"

    def to_decision(self, code: str) -> None:
        self.act(code, "accept", Accept)
        self.act(code, "review", GiveOpinion, "agree")

    def registered(self, outcome: str = "grant", given: Mapping[str, str] | None = None) -> None:
        self.to_decision("t_registration")
        if outcome == "grant":
            self.act("t_registration", "decide", Decide, "grant", "", (), given or {"uscc": USCC})
        else:
            self.act("t_registration", "decide", Decide, "refuse", "材料不实。", ("《行政许可法》38",))

    def issued(self, code: str = "t_registration") -> None:
        """The certificate is there, without its picture: few of these tests are about that."""
        work = Job.objects.get(kind="issue", payload__case=str(self.case(code).pk)).payload["work"]
        perform(SYSTEM, Issue(self.case(code).pk, work, "C-1", "0" * 64))
        do_jobs("advance_bundle")


def drafted(cast: Cast, actor: Actor | None = None, **answers: str) -> Opened:
    publish_all()
    actor = actor or cast.citizen()
    case = perform(actor, StartCase("t_noodle_shop")).case
    attach(actor, case, "id_card")
    perform(actor, FillIn(case, ANSWERS | answers))
    return Opened(cast, actor, case)


def moments(*days: int) -> tuple[datetime, ...]:
    noon = timezone.now().replace(minute=0, second=0, microsecond=0)
    return tuple(noon + timedelta(days=day) for day in days)


def propose(found: Opened, code: str, *days: int) -> None:
    officer = found.officer("food", found.body(code), "reviewer")
    perform(officer, ProposeVisit(found.task(code, "site_visit"), moments(*days)))
