"""Time limits are the law's: each with its basis, stopped only by what stops them, promised no longer than allowed."""

import re
from collections.abc import Iterator

from workflows.catalogue.drive import BEGINS
from workflows.catalogue.faults import Fault
from workflows.catalogue.item import Limit
from workflows.catalogue.lint import Check, Subject
from workflows.law.clock import ARTICLE_45

STARTS = frozenset(event for events in BEGINS.values() for event in events)
"""Events of every case that may start a limit."""
LICENSING = re.compile(r"行政许可法 ?(42|43|44)")
MOST_EXTENSION = 10


def find(subject: Subject) -> Iterator[Fault]:
    """Promise against law, bases, stops, extensions, silence."""
    limits = subject.item.limits
    legal, promised = limits["legal"], limits["promised"]
    if _is_longer(promised, legal):
        told = (
            f"Promised are {promised.value} {promised.unit}s, the law gives {legal.value} {legal.unit}s: promise less."
        )
        yield subject.fault(("limits", "promised", "value"), "longer_than_legal", told)
    for code, limit in limits.items():
        for word, fault, told in _faults(subject.item.kind, limit):
            yield subject.fault(("limits", code, word), fault, told)


HOURS = {
    "minute": 1 / 60,
    "hour": 1,
    "working_hour": 3,
    "calendar_day": 24,
    "working_day": 24,
    "month": 720,
    "year": 8760,
}
"""About how many hours a unit takes, for limits in different units; eight working hours make a day."""


def _is_longer(promised: Limit, legal: Limit) -> bool:
    """Whether more is promised than the law gives."""
    if promised.unit == legal.unit:
        return promised.value > legal.value
    return promised.value * HOURS[promised.unit] > legal.value * HOURS[legal.unit]


def _faults(kind: str, limit: Limit) -> Iterator[tuple[str, str, str]]:
    """Word, code and message of each fault of one limit."""
    if not re.search(r"[0-9一二三四五六七八九十]", limit.basis):
        yield "basis", "no_article", f"`{limit.basis}` names no article; write one, e.g. 行政许可法 42."
    if limit.starts not in STARTS:
        yield "starts", "unknown_start", f"`{limit.starts}` starts nothing; there are {', '.join(sorted(STARTS))}."
    for procedure, basis in limit.stops.items():
        if not re.search(r"[0-9一二三四五六七八九十]", basis):
            yield "stops", "no_article", f"What {procedure} leaves out names no article; write one."
    if kind == "permit" and (foreign := sorted(set(limit.stops) - set(ARTICLE_45))):
        yield "stops", "stops_clock", f"{', '.join(foreign)} does not stop the clock of a licence (行政许可法 45)."
    if limit.stops and limit.starts == "received" and kind == "permit":
        yield "stops", "stops_clock", "The answer to an application is stopped by nothing (行政许可法 45)."
    if LICENSING.search(limit.basis) and limit.extend > MOST_EXTENSION:
        yield "extend", "extension", f"行政许可法 42 allows {MOST_EXTENSION} working days at most."
    if limit.silence == "deem_accepted" and ("行政许可法 32" not in limit.basis or limit.starts != "received"):
        yield "silence", "silence", "Silence accepts only by 行政许可法 32, counted from receipt; name it as the basis."
    if LICENSING.search(limit.basis) and limit.unit != "working_day":
        yield "unit", "unit", "Limits of 行政许可法 are in working days (82)."


KIND = Check("limits", find)
