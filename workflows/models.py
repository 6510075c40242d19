"""Gathers the models of all rooms, so that Django finds them."""

from workflows.catalogue.models import PackArchive, PackVersion, ServiceItem, Synonym
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
    "Certificate",
    "Decision",
    "IssuedDocument",
    "Job",
    "Notice",
    "OfficeHours",
    "PackArchive",
    "PackVersion",
    "Person",
    "Reservation",
    "Series",
    "ServiceItem",
    "StatusChange",
    "Synonym",
]
