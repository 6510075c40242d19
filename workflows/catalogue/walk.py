"""Advances a route by one event, and on through everything that needs nobody: the one way that cases take it."""

from dataclasses import dataclass

from workflows.catalogue.item import Item
from workflows.engine import Context, Marking, advance
from workflows.engine.events import Effect, Event


@dataclass(frozen=True)
class Walk:
    """Where the route stands afterwards, what the outside must do, and the events that led there."""

    marking: Marking
    effects: tuple[Effect, ...]
    events: tuple[Event, ...]
    """The first is the one that was asked for; told again in this order they give the same marking."""
    path: tuple[str, ...]
    """Ids of the elements and flows passed, in order."""


def walk(item: Item, marking: Marking, event: Event, context: Context) -> Walk:
    """The route after `event`. Raises NotExpected or Failed, and then nothing has happened."""
    step = advance(item.process, marking, event, context)
    return Walk(step.marking, step.effects, (event,), step.path)
