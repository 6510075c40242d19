"""The supervisor's board: every running limit of the place by its lamp, and what was irregular; never a sweep."""

import dataclasses
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from workflows.actor import Actor
from workflows.cases.models import Breach, Clock, GuideTicket
from workflows.cases.oversight import SUPERVISOR
from workflows.catalogue.publish import item as item_of
from workflows.errors import NotFound
from workflows.law.clock import Lamp
from workflows.law.label import Label
from workflows.people.organisation import BodyView, bodies

PAGE = 50


@dataclasses.dataclass(frozen=True)
class BodyLamps:
    """How many limits of a body are in each colour now."""

    body: BodyView
    red: int
    yellow: int
    green: int
    breaches: int
    """Irregular acts, ever."""


@dataclasses.dataclass(frozen=True)
class BoardLine:
    """One running limit."""

    case: UUID
    number: str
    item: Label
    body: BodyView
    code: str
    due_at: datetime
    lamp: Lamp


@dataclasses.dataclass(frozen=True)
class BreachLine:
    """One irregular act."""

    number: str
    kind: str
    lamp: str
    body: BodyView
    at: datetime


@dataclasses.dataclass(frozen=True)
class TicketLine:
    """One governance ticket that waits."""

    id: int
    number: str
    item: Label
    kind: str
    what: str
    why: str
    guide: tuple[Label, ...]
    """What the published guide asks for: the papers, as it names them."""
    at: datetime


@dataclasses.dataclass(frozen=True)
class Board:
    """What a supervisor sees."""

    bodies: tuple[BodyLamps, ...]
    lines: tuple[BoardLine, ...]
    breaches: tuple[BreachLine, ...]
    tickets: tuple[TicketLine, ...]

    @property
    def red(self) -> int:
        """All limits that have passed."""
        return sum(row.red for row in self.bodies)

    @property
    def yellow(self) -> int:
        """All limits that end soon."""
        return sum(row.yellow for row in self.bodies)

    @property
    def green(self) -> int:
        """All limits with time left."""
        return sum(row.green for row in self.bodies)


def board(actor: Actor) -> Board:
    """The board of the place of the supervisor's body. Raises NotFound for everybody else."""
    names = bodies()
    if actor.body is None or SUPERVISOR not in actor.roles:
        raise NotFound
    place = names[actor.body].division.rstrip("0")
    seen = {code: body for code, body in names.items() if body.division.startswith(place)}
    now = timezone.now()
    return Board(
        bodies=tuple(_lamps(seen, now)),
        lines=tuple(_lines(seen, now)),
        breaches=tuple(_breaches(seen)),
        tickets=tuple(_tickets(actor)),
    )


def counts(codes: Iterable[str], now: datetime) -> QuerySet[Any, Any]:
    """The colours of all running limits of these bodies: one query, answered by one partial index."""
    running = Clock.objects.filter(stopped_at=None, body__in=sorted(codes)).values("body")
    return running.annotate(
        red=Count("body", filter=Q(red_at__lte=now)),
        yellow=Count("body", filter=Q(red_at__gt=now, yellow_at__lte=now)),
        green=Count("body", filter=Q(red_at__gt=now, yellow_at__gt=now)),
    ).order_by("body")


def worst(codes: Iterable[str]) -> QuerySet[Clock]:
    """The limits that end first."""
    return Clock.objects.filter(stopped_at=None, body__in=sorted(codes)).order_by("red_at")[:PAGE]


def _lamps(seen: dict[str, BodyView], now: datetime) -> Iterable[BodyLamps]:
    irregular = dict(Breach.objects.filter(body__in=seen).values_list("body").annotate(Count("pk")))
    found = {row["body"]: row for row in counts(seen, now)}
    for code in sorted(found.keys() | irregular.keys()):
        row = found.get(code, {})
        red, yellow, green = (row.get(colour, 0) for colour in ("red", "yellow", "green"))
        yield BodyLamps(seen[code], red, yellow, green, irregular.get(code, 0))


def _lines(seen: dict[str, BodyView], now: datetime) -> Iterable[BoardLine]:
    for row in worst(seen).select_related("case__pack"):
        lamp: Lamp = "red" if now >= row.red_at else "yellow" if now >= row.yellow_at else "green"
        title = item_of(row.case.pack).title
        yield BoardLine(row.case_id, row.case.number or "", title, seen[row.body], row.code, row.due_at, lamp)


def _breaches(seen: dict[str, BodyView]) -> Iterable[BreachLine]:
    rows = Breach.objects.filter(body__in=seen).select_related("case").order_by("-at", "-pk")[:PAGE]
    return (BreachLine(row.case.number or "", row.kind, row.lamp, seen[row.body], row.at) for row in rows)


def _tickets(actor: Actor) -> Iterable[TicketLine]:
    rows = GuideTicket.objects.filter(answered_at=None).select_related("case__pack").order_by("requested_at", "pk")
    for row in rows[:PAGE]:
        item = item_of(row.case.pack)
        post = item.oversight.get(SUPERVISOR)
        if post is None or post.body != actor.body or actor.person in (row.case.applicant_id, row.requested_by):
            continue
        guide = tuple(slot.label for slot in item.slots)
        number, at = row.case.number or "", row.requested_at
        yield TicketLine(row.pk, number, item.title, row.kind, row.what, row.why, guide, at)
