"""Signatures that colleagues add to a step (加签): rows beside its task, so that the route knows one piece of work.

The route is told that the work is complete once, when the step is finished and nobody is to sign any more.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workflows.cases import routing
from workflows.cases.models import Task
from workflows.engine.plain import pack, unpack

OUTSTANDING = (Task.State.OPEN, Task.State.WAITING)


def is_to_be_signed(task: Task) -> bool:
    """Whether a colleague is still to sign beside the finished step, or after it."""
    if not task.has_signatures:
        return False
    later = [Task.Place.BESIDE, Task.Place.AFTER]
    return task.signatures.filter(state__in=OUTSTANDING, place__in=later).exists()


def hold(task: Task, variables: Mapping[str, Any], at: datetime) -> None:
    """Keep what the route will be told, and ask those who sign after."""
    task.variables = {name: pack(value) for name, value in variables.items()}
    task.save(update_fields=["variables"])
    task.signatures.filter(state=Task.State.WAITING).update(state=Task.State.OPEN, opened_at=at)


def drop(task: Task, at: datetime) -> None:
    """End what nobody needs any more: the law itself finished a step that was to be signed before."""
    if task.has_signatures:
        task.signatures.filter(state__in=OUTSTANDING).update(state=Task.State.CANCELLED, closed_at=at)


def go_on(unit: routing.Unit, task: Task) -> None:
    """Tell the route that a held step is complete, unless somebody is still to sign."""
    if is_to_be_signed(task):
        return
    task.state = Task.State.DONE
    task.save(update_fields=["state"])
    routing.complete(unit, task.work, task.outcome, {name: unpack(value) for name, value in task.variables.items()})


def open_again(task: Task) -> None:
    """The step is its owner's again; those who sign after it wait again."""
    task.state, task.outcome, task.closed_at = Task.State.OPEN, "", None
    task.done_by_id, task.done_by_client, task.variables = None, "", {}
    task.save(update_fields=["state", "outcome", "closed_at", "done_by", "done_by_client", "variables"])
    after = task.signatures.filter(state=Task.State.OPEN, place=Task.Place.AFTER)
    after.update(state=Task.State.WAITING)
