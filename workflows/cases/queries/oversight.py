"""What overseers see: the running cases of their items, the most urgent first, who has them and since when."""

import dataclasses
from uuid import UUID

from django.db.models import Min, Q

from workflows.actor import Actor
from workflows.cases.models import Case, Task
from workflows.cases.offered import holds_post
from workflows.cases.queries.lists import lines
from workflows.cases.queries.tasks import task_views
from workflows.cases.views import CaseLine, TaskView
from workflows.catalogue.models import PackVersion
from workflows.catalogue.publish import item as item_of
from workflows.errors import NotFound
from workflows.law.label import Label
from workflows.law.life import lives

PAGE = 50
POSTS = ("administrator", "supervisor")


@dataclasses.dataclass(frozen=True)
class OverseenCase:
    """A case without what the applicant wrote: an overseer needs its course, not its content."""

    id: UUID
    number: str
    item: Label
    state: str
    tasks: tuple[TaskView, ...]
    """Open ones, and those whose order of supervision waits or was answered."""


def oversees(actor: Actor) -> bool:
    """Whether this clerk holds a post of oversight over any item that has cases."""
    return actor.kind == "clerk" and bool(_overseen(actor))


def overseen_cases(actor: Actor, limit: int = PAGE) -> tuple[CaseLine, ...]:
    """Running cases of the items that this clerk oversees; the one whose limit ends first comes first."""
    over = {state for life in lives().values() for state in life.decided | life.final} | {"draft"}
    rows = Case.objects.filter(pack__in=_overseen(actor)).exclude(state__in=over).exclude(applicant_id=actor.person)
    ends = Min("clocks__due_at", filter=Q(clocks__stopped_at=None))
    return lines(rows.select_related("pack").annotate(ends=ends).order_by("ends", "created_at")[:limit])


def overseen_case(actor: Actor, case_id: UUID) -> OverseenCase:
    """One of them. Raises NotFound for everybody else, and for a clerk whose own matter it is."""
    row = Case.objects.select_related("pack").filter(pk=case_id).exclude(number=None).first()
    if row is None or row.applicant_id == actor.person or not _holds_a_post(actor, row.pack):
        raise NotFound
    shown = Q(state=Task.State.OPEN) | Q(supervisions__isnull=False)
    tasks = row.tasks.filter(shown).distinct().order_by("opened_at", "work")
    return OverseenCase(row.pk, row.number or "", item_of(row.pack).title, row.state, task_views(tasks))


def _holds_a_post(actor: Actor, version: PackVersion) -> bool:
    item = item_of(version)
    return any(holds_post(actor, item, post) for post in POSTS)


def _overseen(actor: Actor) -> list[PackVersion]:
    """The versions with cases that this clerk oversees; items are compiled once a process."""
    used = PackVersion.objects.filter(pk__in=Case.objects.order_by().values("pack").distinct())
    return [version for version in used if _holds_a_post(actor, version)]
