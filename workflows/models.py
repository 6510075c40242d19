"""Gathers the models of all rooms, so that Django finds them."""

from workflows.law.models import CalendarDay, CalendarRevision, CalendarYear, OfficeHours
from workflows.outside.models import Job
from workflows.people.models import Appointment, Body, Notice, Person

__all__ = [
    "Appointment",
    "Body",
    "CalendarDay",
    "CalendarRevision",
    "CalendarYear",
    "Job",
    "Notice",
    "OfficeHours",
    "Person",
]
