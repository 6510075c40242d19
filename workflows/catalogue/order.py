"""What comes before what in an item's drawing, and where acceptance and decision lie in it."""

from workflows.catalogue.item import Item
from workflows.catalogue.kinds import kinds
from workflows.engine import Process
from workflows.engine.reach import closure, forward


def follows(process: Process, element: str) -> frozenset[str]:
    """Ids of all elements that may come after this one, whatever level they are drawn on; ways back left out."""
    key = ("follows", element)
    if key not in process.memo:
        process.memo[key] = frozenset(_follows(process, element))
    found: frozenset[str] = process.memo[key]
    return found


def _follows(process: Process, element: str) -> set[str]:
    within = next((one for one in (process, *process.called.values()) if element in one.nodes), None)
    found: set[str] = set()
    at = element
    while within is not None and at:
        for id in closure([at], forward(within, within.nodes[at].container).__getitem__) - {at}:
            found |= {id, *_inside(process, within, id)}
        at = within.nodes[at].container
    if within is not None and within is not process:
        for caller in process.nodes.values():
            if process.called.get(caller.called) is within:
                found |= follows(process, caller.id)
    return found


def _inside(process: Process, within: Process, element: str) -> set[str]:
    """Everything drawn inside a sub-process, or in the process that a call activity starts."""
    found: set[str] = set()
    waiting = [(within, element)]
    while waiting:
        where, at = waiting.pop()
        called = process.called.get(where.nodes[at].called)
        inner = [(where, node.id) for node in where.children.get(at, ())]
        inner += [(called, id) for id in called.nodes] if called else []
        waiting += [one for one in inner if one[1] not in found]
        found |= {id for _, id in inner}
    return found


def before_acceptance(item: Item, element: str) -> bool:
    """Whether the application is still to be accepted at this step, or after it."""
    ahead = {element, *follows(item.process, element)}
    return any(at in ahead and "accept" in kinds()[step.kind].verbs for at, step in item.steps.items())


def after_decision(item: Item, element: str) -> bool:
    """Whether some way to this step passes a decision."""
    return any(kinds()[step.kind].decides and element in follows(item.process, at) for at, step in item.steps.items())


def earlier_steps(item: Item, element: str) -> tuple[str, ...]:
    """Steps of people from which a way leads to this one, in the order of the pack."""
    return tuple(
        at
        for at, step in item.steps.items()
        if kinds()[step.kind].has_outcomes and element in follows(item.process, at)
    )
