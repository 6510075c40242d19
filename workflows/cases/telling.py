"""Telling the staff of a case what happened to their work: a notice each, carried further by the connectors."""

from collections.abc import Iterable
from uuid import UUID

from django.utils import timezone

from workflows.cases.models import Task
from workflows.cases.unit import Unit
from workflows.people.organisation import posts_in


def tell_staff(unit: Unit, persons: Iterable[UUID | None], code: str) -> None:
    """Tell each of these persons once; whoever acts knows it already."""
    for person in sorted({each for each in persons if each is not None and each != unit.actor.person}):
        unit.tell(person, code)


def in_charge(unit: Unit, tasks: Iterable[Task]) -> set[UUID]:
    """Who has these tasks; of a task that nobody has taken, everybody who could."""
    found: set[UUID] = set()
    for task in tasks:
        if task.claimed_by_id:
            found |= {task.claimed_by_id, *([task.delegated_by_id] if task.delegated_by_id else [])}
        else:
            serving = posts_in(task.body_id, timezone.localdate(unit.at))
            found |= {person for person, roles in serving.items() if task.role in roles}
    return found
