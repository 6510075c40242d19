"""Counts the deadlines of a case again from its ledger entries alone: neither clocks, rules nor calendars are asked."""

import dataclasses
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from ledger.api import contents
from workflows.law.clock import Reason
from workflows.law.recount import NotRecountable, recount


@dataclasses.dataclass(frozen=True)
class Recounted:
    """One deadline as an entry tells it, and as its reasons lead to it."""

    verb: str
    code: str
    told_on: date
    found_on: date | None
    """None for a limit in minutes or hours, whose moment is in the entry itself."""

    @property
    def agrees(self) -> bool:
        """Whether the reasons lead to the day that was told."""
        return self.found_on in (None, self.told_on)


def recounted(case: UUID) -> tuple[Recounted, ...]:
    """Every deadline that the entries of a case tell, in their order."""
    found = []
    for entry in contents(str(case)):
        for clock in (entry.body or {}).get("clocks", ()):
            reasons = [Reason(reason["code"], reason["params"]) for reason in clock["reasons"]]
            told_on = timezone.localdate(datetime.fromisoformat(clock["due_at"]))
            try:
                found.append(Recounted(entry.verb, clock["code"], told_on, recount(reasons)))
            except NotRecountable:
                found.append(Recounted(entry.verb, clock["code"], told_on, None))
    return tuple(found)
