"""Rows of a case: what it is, what is known, what is to be done, and what happened."""

from workflows.cases.models.bundle import BundleMember, Visit
from workflows.cases.models.case import Case, Clock, ClockMove, Event
from workflows.cases.models.content import Fact, Paper, Submission
from workflows.cases.models.credit import CreditNote
from workflows.cases.models.difference import Difference
from workflows.cases.models.incident import Incident
from workflows.cases.models.look import Look
from workflows.cases.models.oversight import Breach, GuideTicket, Recusal
from workflows.cases.models.supervision import Supervision
from workflows.cases.models.task import Correction, Task
from workflows.cases.models.written import Reconsideration, WrittenAct

__all__ = [
    "Breach",
    "BundleMember",
    "Case",
    "Clock",
    "ClockMove",
    "Correction",
    "CreditNote",
    "Difference",
    "Event",
    "Fact",
    "GuideTicket",
    "Incident",
    "Look",
    "Paper",
    "Reconsideration",
    "Recusal",
    "Submission",
    "Supervision",
    "Task",
    "Visit",
    "WrittenAct",
]
