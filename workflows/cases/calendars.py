"""Importing a year's list: what it would change, and every open clock counted anew; no day that has passed moves."""

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from ledger.api import record
from workflows.actor import Actor
from workflows.cases.models import Case, Clock
from workflows.cases.silence import look_again
from workflows.catalogue.models import ServiceItem
from workflows.errors import Forbidden
from workflows.law.calendars import Imported, calendar_for, import_year, lineage
from workflows.law.clock import Deadline, Event, Reason, Rule
from workflows.law.models import CalendarYear
from workflows.law.national import NATION, ListedDay
from workflows.law.recompute import moved
from workflows.law.working_days import Calendar
from workflows.people.notices import tell
from workflows.people.organisation import bodies

ROLE = "calendar_clerk"
BATCH = 5000
SHOWN = 50


@dataclasses.dataclass(frozen=True)
class Move:
    """One open clock whose last day becomes another."""

    clock: int
    case: UUID
    code: str
    from_due_at: datetime
    found: Deadline


@dataclasses.dataclass(frozen=True)
class Change:
    """What an import changes, or would change."""

    imported: Imported
    moved: int
    """Open clocks with another last day."""
    told_anew: int
    """Open clocks whose last day stays, but is told otherwise: no longer provisional, other days listed."""
    shown: tuple[tuple[str, str, datetime, datetime], ...]
    """The first of them: number of the case, code of the clock, old and new last moment."""


def may_keep(actor: Actor, division: str) -> None:
    """Raise Forbidden where this actor does not keep the calendar of the division, or of one that holds there."""
    place = bodies()[actor.body].division if actor.body else ""
    if ROLE not in actor.roles or division not in lineage(place):
        raise Forbidden("wrong_role")


def preview_calendar(actor: Actor, division: str, year: int, days: Iterable[ListedDay]) -> Change:
    """What importing the list would change; nothing is kept. Raises Forbidden, Invalid."""
    with transaction.atomic():
        change = _import(actor, division, year, tuple(days), "preview", is_kept=False)
        transaction.set_rollback(True)
    return change


@transaction.atomic
def import_calendar(actor: Actor, division: str, year: int, days: Iterable[ListedDay], source: str) -> Change:
    """Import the list, count every open clock anew, log old and new, tell applicants whose promised day moved."""
    return _import(actor, division, year, tuple(days), source, is_kept=True)


def _import(
    actor: Actor, division: str, year: int, days: tuple[ListedDay, ...], source: str, *, is_kept: bool
) -> Change:
    may_keep(actor, division)
    published = CalendarYear.Status.PUBLISHED
    imported = import_year(division, year, days, status=published, source=source, by=actor.pseudonym)
    change = recompute(imported, timezone.now(), is_kept=is_kept)
    if is_kept:
        listed = [[day.on.isoformat(), day.is_working] for day in sorted(days, key=lambda day: day.on)]
        body = {"division": division, "year": year, "days": listed, "source": source, "moved": change.moved}
        record("import_calendar", f"calendar:{division}:{year}", body, actor.pseudonym)
    return change


def recompute(imported: Imported, now: datetime, *, is_kept: bool = True) -> Change:
    """Count every open clock of the place anew whose days lie in that year."""
    count, told, shown = 0, 0, list[Move]()
    for batch in _batches(imported, now):
        differing = [move for move in batch if move.found.due_at != move.from_due_at]
        count, told = count + len(differing), told + len(batch) - len(differing)
        shown += differing[: SHOWN - len(shown)]
        if is_kept:
            _write(batch, f"calendar {imported.division} {imported.year}", now)
            _tell(differing, now)
    found = Case.objects.filter(pk__in=[move.case for move in shown]).values_list("pk", "number")
    numbers = {case: number or "" for case, number in found}
    lines = tuple((numbers[move.case], move.code, move.from_due_at, move.found.due_at) for move in shown)
    return Change(imported, count, told, lines)


def _batches(imported: Imported, now: datetime) -> Iterator[list[Move]]:
    """The clocks that change, in batches; a last moment that has passed is never among them."""
    place = "" if imported.division == NATION else imported.division.rstrip("0")
    within = {code: body.division for code, body in bodies().items() if body.division.startswith(place)}
    places = {row.code: within[row.body] for row in ServiceItem.objects.filter(body__in=within)}
    calendars = {division: calendar_for(division) for division in set(places.values())}
    first, after = (datetime(year, 1, 1, tzinfo=UTC) for year in (imported.year, imported.year + 1))
    rows = Clock.objects.filter(
        stopped_at=None, due_at__gte=max(now, first), started_at__lt=after, case__item_code__in=places
    ).values_list("pk", "case_id", "code", "case__item_code", "rule", "events", "due_at", "reasons")
    batch: list[Move] = []
    for pk, case, code, item, rule, events, due_at, reasons in rows.order_by("pk").iterator(BATCH):
        found = _found(calendars[places[item]], rule, events, due_at, reasons, now)
        if found is not None:
            batch.append(Move(pk, case, code, due_at, found))
        if len(batch) == BATCH:
            yield batch
            batch = []
    yield batch


def _found(
    calendar: Calendar,
    rule: dict[str, Any],
    events: Sequence[Any],
    due_at: datetime,
    reasons: Sequence[Any],
    now: datetime,
) -> Deadline | None:
    happened = tuple(Event.from_json(event) for event in events)
    kept = tuple(Reason(reason["code"], reason["params"]) for reason in reasons)
    return moved(_rule(json.dumps(rule, sort_keys=True)), calendar, happened, due_at, kept, now)


@lru_cache(maxsize=500)
def _rule(text: str) -> Rule:
    return Rule.from_json(json.loads(text))


def _write(batch: Sequence[Move], cause: str, now: datetime) -> None:
    """Clocks and the log of their moves, each in one statement."""
    columns: list[list[Any]] = [
        [move.clock for move in batch],
        [move.found.due_at for move in batch],
        [move.found.yellow_at for move in batch],
        [move.found.red_at for move in batch],
        [json.dumps([dataclasses.asdict(r) for r in move.found.reasons], ensure_ascii=False) for move in batch],
        [move.found.provisional for move in batch],
        [move.from_due_at for move in batch],
    ]
    earlier = [move for move in batch if move.found.due_at < move.from_due_at]
    with connection.cursor() as cursor:
        cursor.execute(
            """WITH found AS (SELECT * FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[],
                                                   %s::timestamptz[], %s::text[], %s::boolean[], %s::timestamptz[])
                              AS f(id, due_at, yellow_at, red_at, reasons, is_provisional, before)),
                    written AS (UPDATE workflows_clock c SET due_at = f.due_at, yellow_at = f.yellow_at,
                                red_at = f.red_at, reasons = f.reasons::jsonb, is_provisional = f.is_provisional
                                FROM found f WHERE c.id = f.id AND c.stopped_at IS NULL RETURNING c.id)
               INSERT INTO workflows_clockmove (clock_id, cause, from_due_at, to_due_at, at)
               SELECT f.id, %s, f.before, f.due_at, %s FROM found f JOIN written USING (id)
               WHERE f.due_at <> f.before""",
            [*columns, cause, now],
        )
    for move in earlier:
        kind = {"legal": "escalate", "answer": "deem_accepted", "correction": "lapse"}.get(move.code)
        if kind:
            look_again(kind, {"case": str(move.case), "clock": move.clock}, now)


def _tell(differing: Sequence[Move], now: datetime) -> None:
    """Tell the applicants whose promised day is another now."""
    cases = [move.case for move in differing if move.code == "promised"]
    titles = {row.code: {"zh": row.title_zh, "en": row.title_en} for row in ServiceItem.objects.all()}
    for case in Case.objects.filter(pk__in=cases).values("pk", "applicant_id", "number", "item_code"):
        item = titles[case["item_code"]]
        tell(case["applicant_id"], "day_moved", case["pk"], now, number=case["number"], item=item)


@dataclasses.dataclass(frozen=True)
class YearView:
    """One year of a division's calendar."""

    division: str
    year: int
    is_published: bool
    source: str


def calendar_years(actor: Actor) -> tuple[YearView, ...]:
    """The years of the places whose calendar this actor keeps, newest first. Raises Forbidden for others."""
    may_keep(actor, NATION)
    places = lineage(bodies()[actor.body or ""].division)
    rows = CalendarYear.objects.filter(division__in=places).order_by("-year", "division")
    published = CalendarYear.Status.PUBLISHED
    return tuple(YearView(row.division, row.year, row.status == published, row.source) for row in rows)
