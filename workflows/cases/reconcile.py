"""Compares cases with the record, round after round: each state has its entry, and each promise was kept.

Whoever edits a case, or takes an event away, would have to change the record as well, which is anchored.
"""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from uuid import UUID

from django.db import connection
from django.utils import timezone

from ledger.api import EntryState, clear_alarm, entry_states, open_alarms, raise_alarm
from workflows.cases.models import Case, Event, Look

CASE_DIFFERS, PROMISE_BROKEN = "case_differs", "promise_broken"
STRETCH = 1000
RING_SECONDS = 10
ALL = 1 << 128


@dataclass(frozen=True)
class Difference:
    """One thing that does not fit, in a case."""

    case: UUID
    kind: str
    detail: str
    """English, without personal data."""


def stretch(turn: int | None = None) -> int:
    """Compare the cases whose turn it is, by the clock unless told; raise and clear the alarms about them.

    The number of cases read. Ids are random, so equal ranges of them hold about equally many.
    """
    turns = max(1, _about_how_many() // STRETCH)
    at = (int(time.time()) // RING_SECONDS if turn is None else turn) % turns
    low, high = (ALL * edge // turns for edge in (at, at + 1))
    rows = list(Case.objects.filter(pk__gte=UUID(int=low), pk__lte=UUID(int=high - 1)).only("state", "version"))
    found: dict[tuple[str, str], str] = {}
    for difference in differences(rows):
        found.setdefault((difference.kind, str(difference.case)), difference.detail)
    for (kind, about), why in found.items():
        raise_alarm(kind, about, why)
    looked_at = {(kind, str(row.pk)) for row in rows for kind in (CASE_DIFFERS, PROMISE_BROKEN)}
    for kind, about in (open_alarms() & looked_at) - found.keys():
        clear_alarm(kind, about)
    return len(rows)


def differences(cases: Iterable[Case]) -> Iterator[Difference]:
    """What does not fit in these cases."""
    rows = {case.pk: case for case in cases}
    events = Event.objects.filter(case__in=rows).order_by("case", "seq").defer("params", "note", "engine_events")
    looks = list(Look.objects.filter(case__in=rows).values_list("case_id", "entry"))
    by_case = {case: list(group) for case, group in groupby(events, key=lambda event: event.case_id)}
    entries = {event.entry for group in by_case.values() for event in group} | {entry for _, entry in looks}
    known: dict[UUID | None, EntryState] = dict(entry_states([entry for entry in entries if entry]).items())
    for case in rows.values():
        yield from _history(case, by_case.get(case.pk, []))
        for event in by_case.get(case.pk, []):
            yield from _entry(case.pk, f"event {event.seq}", event.verb, known.get(event.entry))
    for about, entry in looks:
        yield from _entry(about, "a look", "look", known.get(entry))


def _history(case: Case, events: list[Event]) -> Iterator[Difference]:
    """Events 1 to `version`, each beginning where the one before ended, the last one where the case stands."""
    if [event.seq for event in events] != list(range(1, case.version + 1)):
        yield Difference(case.pk, CASE_DIFFERS, f"{len(events)} events for version {case.version}")
    for before, after in pairwise(events):
        if before.to_state != after.from_state:
            yield Difference(case.pk, CASE_DIFFERS, f"event {after.seq} begins at another state than the one before")
    if events and events[-1].to_state != case.state:
        yield Difference(case.pk, CASE_DIFFERS, f"stands at {case.state}, its last event at {events[-1].to_state}")


def _entry(case: UUID, what: str, verb: str, state: EntryState | None) -> Iterator[Difference]:
    """The entry is there, tells of this act on this case, and is anchored once its promise says so."""
    if state is None:
        yield Difference(case, CASE_DIFFERS, f"{what} has no entry in the record")
    elif (state.verb, state.subject) != (verb, str(case)):
        yield Difference(case, CASE_DIFFERS, f"{what} names an entry about something else")
    elif not state.is_confirmed and state.anchor_by < timezone.now():
        yield Difference(case, PROMISE_BROKEN, f"{what} was to be anchored by {state.anchor_by.isoformat()}")


def _about_how_many() -> int:
    """The planner's estimate of how many cases there are; counting them would read them all."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples::bigint FROM pg_class WHERE oid = 'workflows_case'::regclass")
        return int(cursor.fetchone()[0])
