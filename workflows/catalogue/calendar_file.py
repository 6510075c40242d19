"""The calendars of a city's file held against the law: no year left out, every statutory day listed."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from workflows.catalogue.faults import Fault
from workflows.catalogue.located import Located, Path
from workflows.law.national import published, statutory


def calendar_faults(city: Located) -> Iterator[Fault]:
    """What is wrong under `calendars`, with the line of each."""
    entries = city.data.get("calendars") if isinstance(city.data, dict) else None
    if not isinstance(entries, list) or not entries:
        yield city.fault((), "no_calendar", "Write under `calendars` one entry for each year that clocks count in.")
        return
    last = None
    for place, entry in enumerate(entries):
        path: Path = ("calendars", place)
        year = entry.get("year") if isinstance(entry, dict) else None
        if not isinstance(year, int) or not 2000 <= year < 2100:
            yield city.fault(path, "no_year", "Write `year`, a whole number such as 2026.")
            continue
        if last is not None and year != last + 1:
            yield city.fault((*path, "year"), "gap", f"{year} follows {last}: write {last + 1} here, years in order.")
        last = year
        if not str(entry.get("source", "")).strip():
            yield city.fault(path, "no_source", "Write `source`: who published the list, and when.")
        yield from _days(city, path, year, entry.get("days"))


def _days(city: Located, path: Path, year: int, days: Any) -> Iterator[Fault]:
    """The days of one year; a year without days of its own must be in the installed list."""
    if not days:
        if not published(year):
            told = f"No list of {year} is installed; write the days that the law fixes under `days`."
            yield city.fault(path, "gap", told)
        return
    seen: set[date] = set()
    for place, entry in enumerate(days):
        at = (*path, "days", place)
        try:
            on = date.fromisoformat(str(entry["on"]))
        except (KeyError, TypeError, ValueError):
            yield city.fault(at, "no_day", 'Write `"on": "2027-01-01"` in quotes.')
            continue
        if on.year != year or on in seen:
            yield city.fault(at, "other_year" if on.year != year else "twice", f"{on} does not belong here.")
        seen.add(on)
    for day in statutory(year):
        if day.on not in seen:
            told = f"{day.on} ({day.note.zh}) is a day off by law and is not listed; add it."
            yield city.fault((*path, "days"), "gap", told)
