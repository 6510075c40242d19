"""Lists of days off as clerks have them: CSV lines or an iCalendar file, read into listed days; pure."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from workflows.errors import Invalid, Problem
from workflows.law.label import Label
from workflows.law.national import ListedDay

OFF, WORKED = frozenset({"off", "休", "0", "holiday"}), frozenset({"work", "班", "1", "workday"})
LINE = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})")
MOST_LINES = 800


def read_list(text: str) -> tuple[ListedDay, ...]:
    """The days of a list. Raises Invalid with the line, from 1, of each one that cannot be read.

    CSV: `2027-01-01,off,元旦,New Year's Day`; `work` for a weekend day that is worked. iCalendar: one all-day event a
    stretch, whose summary ends in 休 or 班.
    """
    lines = text.lstrip("\ufeff").splitlines()
    if len(lines) > MOST_LINES:
        raise Invalid(Problem("days", "too_long", params={"limit": MOST_LINES}))
    days = list(_ics(lines) if "BEGIN:VCALENDAR" in text else _csv(lines))
    if faults := [day for day in days if isinstance(day, Problem)]:
        raise Invalid(*faults)
    return tuple(day for day in days if isinstance(day, ListedDay))


def _csv(lines: list[str]) -> Iterator[ListedDay | Problem]:
    for row, line in enumerate(lines, 1):
        cells = [cell.strip() for cell in line.split(",")]
        if not line.strip() or cells[0].startswith("#"):
            continue
        on, word = _day(cells[0]), cells[1].lower() if len(cells) > 1 else ""
        if on is None or word not in OFF | WORKED:
            yield Problem("days", "unreadable_line", row, {"line": line[:60]})
            continue
        zh = cells[2] if len(cells) > 2 else ""
        yield ListedDay(on, word in WORKED, Label(zh, cells[3] if len(cells) > 3 else zh))


def _ics(lines: list[str]) -> Iterator[ListedDay | Problem]:
    found: dict[str, str] = {}
    for row, line in enumerate(lines, 1):
        name, _, value = line.partition(":")
        name = name.split(";")[0].upper()
        if (name, value) == ("BEGIN", "VEVENT"):
            found = {}
        elif (name, value) == ("END", "VEVENT"):
            yield from _event(found, row)
        else:
            found[name] = value.strip()


def _event(found: dict[str, str], row: int) -> Iterator[ListedDay | Problem]:
    first, summary = _day(found.get("DTSTART", "")), found.get("SUMMARY", "")
    mark = next((mark for mark in ("休", "班") if mark in summary), "")
    if first is None or not mark:
        yield Problem("days", "unreadable_line", row, {"line": summary[:60]})
        return
    # The end of an all-day event is the day after its last one (RFC 5545 3.6.1).
    end = _day(found.get("DTEND", "")) or first + timedelta(days=1)
    name = re.sub(r"[（(]?[休班][）)]?", "", summary).strip()
    for number in range(max((end - first).days, 1)):
        yield ListedDay(first + timedelta(days=number), mark == "班", Label(name, name))


def _day(text: str) -> date | None:
    match = LINE.match(text)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None
