"""The calendar of a division, put together from the lists that were imported for it and for what it lies in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from workflows.errors import Invalid, Problem
from workflows.law.label import Label
from workflows.law.models import CalendarDay, CalendarRevision, CalendarYear, OfficeHours
from workflows.law.national import NATION, ListedDay, published, statutory
from workflows.law.working_days import OFFICE_HOURS, Calendar

# Years without a list still have the days that the law fixes.
HORIZON = range(2000, 2100)
# One entry a division in each process; the revision is asked for every time, so none is ever stale.
_cache: dict[str, tuple[UUID, Calendar]] = {}


@dataclass(frozen=True)
class Imported:
    """What an import of one year changed."""

    division: str
    year: int
    added: tuple[date, ...]
    changed: tuple[date, ...]
    removed: tuple[date, ...]


def lineage(division: str) -> tuple[str, ...]:
    """The divisions whose lists hold here, from the whole country to the nearest, as the codes nest."""
    wider = (NATION, division[:2] + "0000", division[:4] + "00", division[:6], division[:9], division)
    return tuple(dict.fromkeys(wider))


def calendar_for(division: str) -> Calendar:
    """The calendar that holds in `division` now: one small query, and the lists only when one has changed."""
    revision = CalendarRevision.objects.values_list("revision", flat=True).first()
    # Emptied tables have lost the row as well; the trigger makes it again with the next change.
    if revision is None:
        revision = CalendarRevision.objects.get_or_create()[0].revision
    kept = _cache.get(division)
    if kept is None or kept[0] != revision:
        kept = _cache[division] = (revision, _gather(division))
    return kept[1]


def import_year(division: str, year: int, days: Iterable[ListedDay], *, status: str, source: str, by: str) -> Imported:
    """Put `days` in the place of the division's list for `year`, all or nothing.

    A list that lacks days which the law fixes is laid over that of the wider division; the country's must be whole.
    Clocks are not touched: who imports recomputes those that still run. Raises Invalid with the line of each fault.
    """
    listed = tuple(days)
    missing = _missing(year, listed)
    gaps = (Problem("days", "statutory_day_missing", 0, {"on": on.isoformat()}) for on in missing)
    if problems := (*_line_faults(year, listed, is_whole=not missing), *(gaps if division == NATION else ())):
        raise Invalid(*problems)
    with transaction.atomic():
        rows = CalendarDay.objects.select_for_update().filter(division=division, on__year=year)
        before = {row.on: row.is_working for row in rows}
        after = {day.on: day.is_working for day in listed}
        rows.delete()
        CalendarDay.objects.bulk_create(
            CalendarDay(
                division=division,
                on=day.on,
                is_working=day.is_working,
                note_zh=day.note.zh,
                note_en=day.note.en,
                source=source,
            )
            for day in listed
        )
        signed = {"status": status, "source": source, "imported_at": timezone.now(), "imported_by": by}
        CalendarYear.objects.update_or_create(
            division=division, year=year, defaults={**signed, "is_whole": not missing}
        )
    return Imported(
        division,
        year,
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(sorted(on for on in after.keys() & before.keys() if after[on] != before[on])),
        removed=tuple(sorted(before.keys() - after.keys())),
    )


def seed_calendars(entries: Iterable[Mapping[str, Any]], by: str = "system") -> tuple[Imported, ...]:
    """Import the years of a city file: `year` and `source`, and `days` where no list is published yet.

    Raises Invalid for a list with faults, and where a year without `days` is unknown to the installed library.
    """
    found = []
    for entry in entries:
        known = [
            ListedDay(date.fromisoformat(day["on"]), False, Label(day["zh"], day["en"]))
            for day in entry.get("days", ())
        ]
        status = CalendarYear.Status.PROVISIONAL if known else CalendarYear.Status.PUBLISHED
        days = known or published(entry["year"])
        found.append(import_year(NATION, entry["year"], days, status=status, source=entry["source"], by=by))
    return tuple(found)


def set_office_hours(division: str, hours: tuple[str, str, str, str], **settings: bool) -> None:
    """Set the four times `HH:MM` between which the offices of `division` are open, and how a last day ends."""
    names = ("morning_from", "morning_to", "afternoon_from", "afternoon_to")
    OfficeHours.objects.update_or_create(
        division=division, defaults={**dict(zip(names, hours, strict=True)), **settings}
    )


def _missing(year: int, days: tuple[ListedDay, ...]) -> tuple[date, ...]:
    """The days that the law fixes and the list forgets."""
    off = {day.on for day in days if not day.is_working}
    return tuple(day.on for day in statutory(year) if day.on not in off)


def _line_faults(year: int, days: tuple[ListedDay, ...], *, is_whole: bool) -> Iterable[Problem]:
    """What is wrong with single lines: `row` is the line, from 1; 0 concerns the whole list."""
    if not days:
        yield Problem("days", "empty")
    seen: set[date] = set()
    for row, day in enumerate(days, 1):
        code = "other_year" if day.on.year != year else "twice" if day.on in seen else ""
        # A list laid over another may give a weekday back to work; a whole one has nothing to give it back from.
        if day.is_working and day.on.weekday() < 5 and is_whole:
            code = "worked_anyway"
        if code:
            yield Problem("days", code, row, {"on": day.on.isoformat()})
        seen.add(day.on)


def _gather(division: str) -> Calendar:
    """Lay the lists of the lineage over each other; the nearest wins."""
    codes = lineage(division)
    years = list(CalendarYear.objects.filter(division__in=codes))
    whole = [row for row in years if row.is_whole]
    listed = {row.year for row in whole}
    days = {day.on: day for year in HORIZON if year not in listed for day in statutory(year)}
    rows = CalendarDay.objects.filter(division__in=codes)
    for row in sorted(rows, key=lambda row: codes.index(row.division)):
        days[row.on] = ListedDay(row.on, row.is_working, Label(row.note_zh, row.note_en))
    nearest = max(
        OfficeHours.objects.filter(division__in=codes), key=lambda row: codes.index(row.division), default=None
    )
    return Calendar(
        division=division,
        off={on: day.note for on, day in days.items() if not day.is_working},
        shifted={on: day.note for on, day in days.items() if day.is_working and on.weekday() >= 5},
        published=frozenset(row.year for row in whole if row.status == CalendarYear.Status.PUBLISHED),
        hours=nearest.spans if nearest else OFFICE_HOURS,
        ends_at_close=bool(nearest and nearest.ends_at_close),
        late_counts_next_day=bool(nearest and nearest.late_counts_next_day),
    )
