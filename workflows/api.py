"""The door of workflows: what portal may call; re-exports only."""

from workflows.actor import SYSTEM, Actor
from workflows.errors import Conflict, Forbidden, Invalid, NotFound, Problem, Refusal, Unavailable
from workflows.people.organisation import AppointmentView, BodyView, appointments
from workflows.registry import discover

__all__ = [
    "SYSTEM",
    "Actor",
    "AppointmentView",
    "BodyView",
    "Conflict",
    "Forbidden",
    "Invalid",
    "NotFound",
    "Problem",
    "Refusal",
    "Unavailable",
    "appointments",
    "discover",
]
