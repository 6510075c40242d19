"""Gathers the models of all rooms, so that Django finds them."""

from workflows.cases.models import (
    Case,
    Clock,
    ClockMove,
    Correction,
    CreditNote,
    Difference,
    Event,
    Fact,
    Incident,
    Paper,
    Reconsideration,
    Submission,
    Supervision,
    Task,
    WrittenAct,
)
from workflows.catalogue.models import PackArchive, PackProposal, PackVersion, ServiceItem, Synonym
from workflows.law.models import CalendarDay, CalendarRevision, CalendarYear, OfficeHours
from workflows.outcomes.models import Certificate, Decision, IssuedDocument, Reservation, Series, StatusChange
from workflows.outside.models import Job
from workflows.people.models import Appointment, Body, Notice, Person

__all__ = [
    "Appointment",
    "Body",
    "CalendarDay",
    "CalendarRevision",
    "CalendarYear",
    "Case",
    "Certificate",
    "Clock",
    "ClockMove",
    "Correction",
    "CreditNote",
    "Decision",
    "Difference",
    "Event",
    "Fact",
    "Incident",
    "IssuedDocument",
    "Job",
    "Notice",
    "OfficeHours",
    "PackArchive",
    "PackProposal",
    "PackVersion",
    "Paper",
    "Person",
    "Reconsideration",
    "Reservation",
    "Series",
    "ServiceItem",
    "StatusChange",
    "Submission",
    "Supervision",
    "Synonym",
    "Task",
    "WrittenAct",
]
