"""Why a task cannot be acted upon now: it is gone, somebody has it, its route holds still, or others come first."""

from workflows.cases.models import Case, Event, Task
from workflows.errors import Conflict
from workflows.people.persons import name_of


def must_be_open(task: Task) -> None:
    """Raise Conflict with who and when where the task was done or is no longer wanted."""
    if task.state != Task.State.OPEN:
        raise Conflict(f"task_{task.state}", who_closed(task), task.closed_at)


def who_closed(task: Task) -> str:
    """Who finished it; of a task that was cancelled, who did what made it unnecessary."""
    if task.done_by_id or task.done_by_client:
        return name_of(task.done_by_id) or task.done_by_client
    if task.closed_at is None:
        return ""
    last = Event.objects.filter(case=task.case_id, at=task.closed_at).order_by("-seq").first()
    return (name_of(last.person) or last.client) if last else ""


def must_move(case: Case) -> None:
    """Raise Conflict while the route of this case holds still (暂停)."""
    if case.suspended_at is not None:
        raise Conflict("suspended", name_of(case.suspended_by_id), case.suspended_at)


def must_not_be_delegated(task: Task) -> None:
    """Raise Conflict while somebody else prepares this task for its owner: it is given back first."""
    if task.delegated_by_id is not None:
        raise Conflict("task_delegated", name_of(task.claimed_by_id), task.delegated_at)


def must_be_signed_before(task: Task) -> None:
    """Raise Conflict while a colleague is to sign before the step may be finished."""
    if not task.has_signatures:
        return
    first = task.signatures.filter(state=Task.State.OPEN, place=Task.Place.BEFORE).order_by("opened_at").first()
    if first is not None:
        raise Conflict("signs_first", name_of(first.claimed_by_id), first.opened_at)
