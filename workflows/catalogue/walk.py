"""Advances a route by one event, and on through the decision tables that it meets: the one way that cases take it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workflows.catalogue import decisions
from workflows.catalogue.decisions import Ruling
from workflows.catalogue.item import Item
from workflows.catalogue.kinds import kinds
from workflows.engine import Context, Failed, Marking, Reason, advance
from workflows.engine.events import Effect, Event, ServiceFinished, WorkDone, WorkOpened

MAX_RULINGS = 100
"""Decision tables asked within one step; a loop that only asks tables would go on for ever."""


@dataclass(frozen=True)
class Walk:
    """Where the route stands afterwards, what the outside must do, and the events that led there."""

    marking: Marking
    effects: tuple[Effect, ...]
    events: tuple[Event, ...]
    """The first is the one that was asked for; told again in this order they give the same marking."""
    path: tuple[str, ...]
    """Ids of the elements and flows passed, in order."""
    rulings: tuple[Ruling, ...] = ()
    """What decision tables said on the way."""


def walk(item: Item, marking: Marking, event: Event, context: Context) -> Walk:
    """The route after `event`. Raises NotExpected or Failed, and then nothing has happened."""
    step = advance(item.process, marking, event, context)
    effects, events, path, rulings = list(step.effects), [event], list(step.path), list[Ruling]()
    while (opened := _to_rule(item, step.marking)) is not None:
        work, element = opened
        if len(rulings) == MAX_RULINGS:
            raise Failed(Reason(element, "endless", "the route asks decision tables in a circle"))
        ruling, answer = ruled(item, step.marking, work, context)
        event = ServiceFinished(work, answer)
        step = advance(item.process, step.marking, event, context)
        rulings.append(ruling)
        events.append(event)
        effects += step.effects
        path += step.path
    if rulings:
        # What was opened and done in one go concerns nobody outside.
        done = {each.work for each in events[1:] if isinstance(each, ServiceFinished)}
        effects = [one for one in effects if not (isinstance(one, WorkOpened | WorkDone) and one.work in done)]
    return Walk(step.marking, tuple(effects), tuple(events), tuple(path), tuple(rulings))


def _to_rule(item: Item, marking: Marking) -> tuple[str, str] | None:
    """The oldest open work that a decision table does at once, with its element."""
    for work, element in marking.work.items():
        step = item.steps.get(element)
        if step is not None and step.kind in kinds() and kinds()[step.kind].is_ruled:
            return work, element
    return None


def ruled(item: Item, marking: Marking, work: str, context: Context) -> tuple[Ruling, dict[str, Any]]:
    """What the decision of an open piece of work says, and what the route is to be told. Raises Failed."""
    token = marking.tokens[work]
    step, view = item.steps[token.node], view_of(marking, token.scope, context)
    ruling = decisions.rule(item.decisions, step, view, context)
    return ruling, decisions.variables_of(step, ruling, view)


def view_of(marking: Marking, scope: str, context: Context) -> Mapping[str, Any]:
    """What an expression sees in a scope: the facts, overlaid by the variables from outside in."""
    entry = marking.scopes[scope]
    outer = view_of(marking, entry.parent, context) if entry.parent else context.facts
    return {**outer, **entry.variables}
