"""The door of workflows: what portal may call; re-exports only."""

from workflows.actor import SYSTEM, Actor
from workflows.errors import Conflict, Forbidden, Invalid, NotFound, Problem, Refusal, Unavailable

__all__ = [
    "SYSTEM",
    "Actor",
    "Conflict",
    "Forbidden",
    "Invalid",
    "NotFound",
    "Problem",
    "Refusal",
    "Unavailable",
]
