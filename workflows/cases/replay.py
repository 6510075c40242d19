"""Tells a route again from what was recorded: the pure kernel, with the version and the facts of each moment."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from workflows.cases import clocks
from workflows.cases.facts import FactBook
from workflows.cases.models import Case, Event, Fact, Paper
from workflows.catalogue.item import Item
from workflows.catalogue.models import PackVersion
from workflows.catalogue.publish import item as item_of
from workflows.engine import Context, EngineError, Marking, advance, retold
from workflows.engine.migrate import MIGRATED, migrate


class NotRetold(Exception):
    """The record does not lead to a marking; says at which event and why, in English and without values."""


@dataclass(frozen=True)
class Moment:
    """How a case stood after one event."""

    event: Event
    pack: PackVersion
    marking: Marking


class Retelling:
    """One case and everything recorded of it, read once."""

    def __init__(self, case: Case, events: list[Event] | None = None) -> None:
        self.case = case
        self.events = list(Event.objects.filter(case=case).order_by("seq")) if events is None else events

    @cached_property
    def facts(self) -> list[Fact]:
        """Every fact, in the order in which it came."""
        return list(Fact.objects.filter(case=self.case).order_by("pk"))

    @cached_property
    def papers(self) -> list[Paper]:
        """Every paper, also those that were taken out again."""
        return list(Paper.objects.filter(case=self.case))

    @cached_property
    def packs(self) -> list[PackVersion]:
        """The version in force after each event. Raises NotRetold for one that is not there."""
        found: list[PackVersion] = []
        pack = self.case.pack
        for event in reversed(self.events):
            found.append(pack)
            for told in event.engine_events:
                if told.get(retold.KIND) == MIGRATED:
                    pack = self._version(told["from"])
        return found[::-1]

    def _version(self, sha256: str) -> PackVersion:
        found = PackVersion.objects.filter(code=self.case.item_code, sha256=sha256).first()
        if found is None:
            raise NotRetold(f"no version {sha256[:12]} is published")
        return found

    def book(self, item: Item, at: datetime) -> FactBook:
        """What was known at a moment."""
        there = [p for p in self.papers if p.added_at <= at and (p.removed_at is None or p.removed_at > at)]
        return FactBook.among(item, (f for f in self.facts if f.at <= at), [(p.sha256, p.slot) for p in there])

    def moments(self) -> Iterator[Moment]:
        """The case after each event, from the first on. Raises NotRetold."""
        marking = Marking.empty()
        before = None
        for event, pack in zip(self.events, self.packs, strict=True):
            item = item_of(before or pack)
            for told in event.engine_events:
                try:
                    marking = self._told(item, item_of(pack), marking, told, event.at)
                except (EngineError, ValueError, KeyError, TypeError) as error:
                    raise NotRetold(f"event {event.seq} cannot be told again: {type(error).__name__}") from error
            before = pack
            yield Moment(event, pack, marking)

    def _told(self, item: Item, new: Item, marking: Marking, told: dict[str, Any], at: datetime) -> Marking:
        if told.get(retold.KIND) == MIGRATED:
            context = Context(self.book(new, at).scope(), at, clocks.calendar_of(new))
            return migrate(item.process, new.process, marking, told["mapping"], context).marking
        context = Context(self.book(item, at).scope(), at, clocks.calendar_of(item))
        return advance(item.process, marking, retold.from_json(told), context).marking


def replay(case: Case, events: list[Event] | None = None) -> Marking:
    """Where the record says that the route of this case stands. Raises NotRetold."""
    marking = Marking.empty()
    for moment in Retelling(case, events).moments():
        marking = moment.marking
    return marking
