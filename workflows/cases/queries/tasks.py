"""Tasks: the inbox of a clerk or a department's system, and one task."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from workflows.actor import Actor
from workflows.cases.hands import Hands, hands_of, orders_of
from workflows.cases.models import Clock, Task
from workflows.cases.views import TaskView
from workflows.catalogue.item import Step
from workflows.catalogue.models import PackVersion
from workflows.catalogue.publish import item as item_of
from workflows.errors import NotFound
from workflows.law.label import Label
from workflows.people.organisation import BodyView, bodies

PAGE = 50


def of_role(actor: Actor) -> QuerySet[Task]:
    """Tasks of the roles that this actor holds in this body, and of no other: the inbox's only door.

    What colleagues think of a clerk's own matter is not the clerk's to read before it is decided (回避).
    """
    if actor.body is None:
        return Task.objects.none()
    rows = Task.objects.filter(body_id=actor.body, role__in=actor.roles)
    return rows.exclude(case__applicant_id=actor.person) if actor.person else rows


def open_tasks(actor: Actor) -> QuerySet[Task]:
    """Open tasks of this actor's roles, for a caller that pages through them."""
    return of_role(actor).filter(state=Task.State.OPEN)


def inbox(actor: Actor, is_mine: bool = False, after: int = 0, limit: int = PAGE) -> tuple[TaskView, ...]:
    """The clerk's inbox, the most urgent first."""
    rows = open_tasks(actor)
    if is_mine:
        rows = rows.filter(claimed_by_id=actor.person)
    return task_views(rows.order_by("due_at", "opened_at", "pk")[after : after + limit])


def inbox_count(actor: Actor) -> int:
    """How many open tasks the inbox holds."""
    return open_tasks(actor).count()


def done_by(actor: Actor, limit: int = PAGE) -> tuple[TaskView, ...]:
    """What this clerk finished, newest first."""
    return task_views(of_role(actor).filter(done_by_id=actor.person).order_by("-closed_at")[:limit])


def task(actor: Actor, task_id: UUID) -> TaskView:
    """One task of this actor's roles. Raises NotFound."""
    found = task_views(of_role(actor).filter(pk=task_id))
    if not found:
        raise NotFound
    return found[0]


def task_views(rows: Iterable[Task] | QuerySet[Task]) -> tuple[TaskView, ...]:
    """Frozen views of tasks, in a constant number of queries."""
    if isinstance(rows, QuerySet):
        rows = rows.select_related("case__pack", "case__applicant", "claimed_by", "done_by")
    found, now, names = list(rows), timezone.now(), bodies()
    running = Clock.objects.filter(case__in={row.case_id for row in found}, code="legal", stopped_at=None)
    legal = dict(running.values_list("case_id", "due_at"))
    orders = orders_of(found)
    return tuple(_view(row, now, names[row.body_id], legal.get(row.case_id), hands_of(row, orders)) for row in found)


def _view(row: Task, now: datetime, body: BodyView, legal_due_at: datetime | None, hands: Hands) -> TaskView:
    item = item_of(row.case.pack)
    return TaskView(
        id=row.pk,
        case=row.case_id,
        number=row.case.number or "",
        item=item.title,
        applicant=row.case.applicant.name,
        step=item.steps.get(row.element) or gone_step(row),
        kind=row.kind,
        body=body,
        state=row.state,
        opened_at=row.opened_at,
        due_at=row.due_at,
        lamp=lamp_of(row, now),
        claimed_by=row.claimed_by_id,
        claimed_by_name=row.claimed_by.name if row.claimed_by else "",
        closed_at=row.closed_at,
        done_by_name=row.done_by.name if row.done_by else row.done_by_client,
        outcome=row.outcome,
        opinion=row.opinion,
        legal_due_at=legal_due_at,
        hands=hands,
    )


def gone_step(row: Task) -> Step:
    """The step of a task that was done before its case went to a version which no longer has it."""
    for version in PackVersion.objects.filter(code=row.case.item_code).order_by("-number"):
        if (step := item_of(version).steps.get(row.element)) is not None:
            return step
    return Step(row.element, row.kind, Label(row.element, row.element), row.body_id, row.role)


def lamp_of(row: Task, now: datetime) -> str:
    """The colour of a step's own limit; a step without a limit is green."""
    moment = row.closed_at or now
    if row.due_at is None or row.yellow_at is None:
        return "green"
    return "red" if moment > row.due_at else "yellow" if moment >= row.yellow_at else "green"
