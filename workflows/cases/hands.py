"""In whose hands a task is: delegated, added to be signed, reminded of, supervised, undone."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from workflows.cases.models import Supervision, Task
from workflows.people.persons import name_of


@dataclasses.dataclass(frozen=True)
class OrderView:
    """An order of supervision, and its answer."""

    demand: str
    ordered_by: str
    ordered_at: datetime
    due_at: datetime
    answer: str
    answered_by: str
    answered_at: datetime | None
    is_late: bool


@dataclasses.dataclass(frozen=True)
class Hands:
    """What stands beside a task; all of it empty for most."""

    place: str = ""
    """Where a signature stands: `before`, `beside` or `after`; empty for the step's own task."""
    delegated_by: str = ""
    proposal: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """`outcome` and `opinion` that a colleague proposes to the owner."""
    reminders: int = 0
    reminded_at: datetime | None = None
    undone_at: datetime | None = None
    orders: tuple[OrderView, ...] = ()
    """The newest first."""

    @property
    def open_order(self) -> OrderView | None:
        """The order that waits for its answer, or None."""
        return next((order for order in self.orders if order.answered_at is None), None)


def hands_of(row: Task, orders: Mapping[object, list[Supervision]]) -> Hands:
    """The frozen view; `orders` holds those of each task by its id."""
    proposal = row.proposal or {}
    return Hands(
        place=row.place,
        delegated_by=name_of(row.delegated_by_id),
        proposal={name: proposal[name] for name in ("outcome", "opinion") if name in proposal},
        reminders=row.reminders,
        reminded_at=row.reminded_at,
        undone_at=row.undone_at,
        orders=tuple(map(order_view, orders.get(row.pk, ()))),
    )


def orders_of(tasks: list[Task]) -> dict[object, list[Supervision]]:
    """The orders about these tasks by task, the newest first, in one query."""
    found: dict[object, list[Supervision]] = {}
    rows = Supervision.objects.filter(task__in=[row.pk for row in tasks]).select_related("ordered_by", "answered_by")
    for row in rows.order_by("-ordered_at"):
        found.setdefault(row.task_id, []).append(row)
    return found


def order_view(row: Supervision) -> OrderView:
    """The frozen view of an order; it is late once its day is over, for ever where the answer came later."""
    return OrderView(
        demand=row.demand,
        ordered_by=row.ordered_by.name,
        ordered_at=row.ordered_at,
        due_at=row.due_at,
        answer=row.answer,
        answered_by=row.answered_by.name if row.answered_by else row.answered_client,
        answered_at=row.answered_at,
        is_late=(row.answered_at or timezone.now()) > row.due_at,
    )
