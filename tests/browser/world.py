"""A city in the middle of its work: one case at every station of the story, for browsers to walk through."""

from dataclasses import dataclass
from uuid import UUID

from ocr.api import store
from portal.story.papers import photo
from tests.cast import Cast
from tests.portal.running import Running, open_city
from tests.workflows.cases.filing import Filed, attach, do_jobs, file_case
from workflows.cases.command import perform
from workflows.cases.commands.attach_paper import AttachPaper
from workflows.cases.commands.fill_in import FillIn
from workflows.cases.commands.give_opinion import GiveOpinion
from workflows.cases.commands.start_case import StartCase
from workflows.cases.founding import found_city
from workflows.outcomes.records import documents_of


@dataclass(frozen=True)
class World:
    """The cases by where they stand."""

    cast: Cast
    granted: Filed
    refused: Filed
    received: Filed
    asked: Filed
    shared: Filed
    """Accepted; the site visit and two opinions are open."""
    ripe: Filed
    """Everything is done but the decision."""
    draft: UUID
    """One paper was really read, one waits; one value was typed over what the paper says."""

    @property
    def letter_code(self) -> str:
        """The public code of the refusal's letter."""
        return next(str(row.code) for row in documents_of(self.refused.case) if row.kind == "decision_refused")


def build(running: Running) -> World:
    """Found the city and bring the cases to their places; what is due is done only where pages show it."""
    open_city(running.node)
    cast = Cast(found_city())
    granted, refused = file_case(cast).reviewed(), file_case(cast).reviewed()
    granted.decide("grant")
    refused.decide("refuse")
    do_jobs("issue", "deliver")
    running.anchor()
    received, asked, shared, ripe = (file_case(cast, scope=["cold"]) for _ in range(4))
    asked.ask("seats", "shop_name")
    shared.accept()
    shared.by("food", GiveOpinion(shared.task("food_review"), "agree", "符合条件。"))
    return World(cast, granted, refused, received, asked, shared, ripe.reviewed(), half_a_draft(cast))


def half_a_draft(cast: Cast) -> UUID:
    """A draft on its way: the licence was read, the lease waits, the name was corrected."""
    applicant = cast.citizen()
    case = perform(applicant, StartCase("food_permit")).case
    sample = photo("luo", "licence", "scan")
    perform(applicant, AttachPaper(case, "licence", store(sample.data, "licence.jpg"), "licence.jpg"))
    do_jobs("read_paper")
    perform(applicant, FillIn(case, {"shop_name": "云东区老罗牛肉面馆", "seats": "很多"}))
    attach(applicant, case, "lease")
    return case
