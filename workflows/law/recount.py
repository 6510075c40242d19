"""Recomputes a due day from its printed reasons alone, as a citizen would; pure, slow and easy to believe."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from workflows.law.clock import Reason

DAY = timedelta(days=1)


class NotRecountable(Exception):
    """The reasons are of a limit in hours, or lack a step."""


def recount(reasons: Sequence[Reason]) -> date:
    """The last day that the reasons of a limit in days, months or years lead to. Raises NotRecountable."""
    told = {reason.code: reason.params for reason in reasons if reason.code != "stopped"}
    try:
        unit, value = told["limit"]["unit"], told["limit"]["value"] + told.get("extended", {"value": 0})["value"]
        start = date.fromisoformat(told.get("after_hours", {"from_on": told["started"]["on"]})["from_on"])
    except KeyError as error:
        raise NotRecountable(str(error)) from error
    stopped = _stopped([reason.params for reason in reasons if reason.code == "stopped"])
    off, worked = _listed(told, "not_counted"), _listed(told, "counted")
    if unit == "working_day":
        last = _walk(start, value, lambda on: on not in stopped and (on in worked or _is_weekday(on, off)))
    elif unit == "calendar_day":
        last = _walk(start, value, lambda on: on not in stopped)
    elif unit in ("month", "year"):
        target = _months_later(start, value * (12 if unit == "year" else 1))
        last = _walk(start, (target - start).days, lambda on: on not in stopped)
    else:
        raise NotRecountable(unit)
    due = last
    while not (due in worked or _is_weekday(due, off)) or (due != last and due in stopped):
        due += DAY
    return due


def _walk(on: date, days: int, counts: Callable[[date], bool]) -> date:
    """The day on which the `days`-th counted day falls, one step at a time."""
    while days:
        on += DAY
        days -= counts(on)
    return on


def _is_weekday(on: date, off: frozenset[date]) -> bool:
    return on.isoweekday() <= 5 and on not in off


def _listed(told: Mapping[str, Mapping[str, Any]], code: str) -> frozenset[date]:
    """The days of a reason that lists days."""
    return frozenset(map(date.fromisoformat, told.get(code, {"days": []})["days"]))


def _stopped(spans: Sequence[Mapping[str, Any]]) -> frozenset[date]:
    """Every date of the stops, both ends."""
    dates: set[date] = set()
    for span in spans:
        on, last = date.fromisoformat(span["from_on"]), date.fromisoformat(span["to_on"] or span["expected_on"])
        while on <= last:
            dates.add(on)
            on += DAY
    return frozenset(dates)


# The clock has its own way of adding months; this one is kept apart to be a second opinion.
def _months_later(on: date, months: int) -> date:
    """The day of the same number, else the last of that month, found by walking (民法典 202)."""
    year, month = on.year, on.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    for day in range(on.day, 27, -1):
        try:
            return date(year, month, day)
        except ValueError:
            continue
    return date(year, month, on.day)
