"""Joins that would wait for ever, found by walking through every way a drawing can go."""

from collections.abc import Iterable
from itertools import combinations
from typing import TypeAlias

from workflows.engine.faults import Fault
from workflows.engine.reach import after, blocking, closure, linked, releasing
from workflows.engine.values import Flow, Node, Process, plain_starts

MAX_STATES = 3_000
"""Beyond, the walk is given up without a finding: a drawing with so many choices is judged by its runs."""
MAX_TOKENS = 32
_ALL_SUBSETS = 4

State: TypeAlias = tuple[str, ...]
"""Flows on which tokens stand, sorted; twice when two do."""
Ways: TypeAlias = list[tuple[str, ...] | None]
"""For each choice, the flows on which tokens leave; None when everything in the scope ends."""


def stuck_joins(process: Process, container: str) -> list[Fault]:
    """A fault for each parallel join of a container that some choices leave waiting, and for endless multiplying.

    Every condition counts as free, so two gateways that always agree are not seen to agree: an
    inclusive join, which never waits in vain, says the same and is sound.
    """
    todo = _first(process, container)
    seen: set[State] = set()
    found: dict[str, Fault] = {}
    while todo and len(seen) < MAX_STATES:
        state = todo.pop()
        if state in seen:
            continue
        seen.add(state)
        if len(state) > MAX_TOKENS:
            node = _forking(process, container)
            message = "Ever more branches leave here, because a way leads back before they join."
            return [Fault(node.id, node.line, "multiplies", message, "Join the branches before leading back.")]
        following = _moves(process, state)
        todo += following
        if not following:
            found.update(_waiting(process, state))
    return list(found.values())


def _first(process: Process, container: str) -> list[State]:
    starts = [process.nodes[id] for id in process.starts.get(container, ())]
    if starts and starts[0].tag == "startEvent":
        return [_sorted(way) for start in starts for way in _leave(process, start) if way]
    ways: list[State] = [()]
    for id in plain_starts(process, container):
        ways = [
            _sorted((*way, *more)) for way in ways for more in _leave(process, process.nodes[id]) if more is not None
        ]
    return ways


def _forking(process: Process, container: str) -> Node:
    """A node that sends tokens over several flows and can be reached from itself."""
    inside = process.children[container]
    for node in inside:
        several = len(node.outgoing) > 1 and node.tag not in ("exclusiveGateway", "eventBasedGateway")
        if several and node.id in closure(after(process, node.id), lambda id: after(process, id)):
            return node
    return inside[0]


def _waiting(process: Process, state: State) -> dict[str, Fault]:
    found = {}
    for flow in state:
        node = process.nodes[process.flows[flow].target]
        missing = [one.source for one in node.incoming if one.id not in state]
        if node.tag == "parallelGateway" and missing:
            message = f"It may wait for ever: nothing comes from {missing[0]!r} when another way was taken."
            instead = "Join with an inclusive gateway, or with an exclusive one."
            found[node.id] = Fault(node.id, node.line, "join_waits", message, instead)
    return found


def _moves(process: Process, state: State) -> list[State]:
    """States after the first token that can move, one for each choice; joins that look around come last."""
    # Independent tokens may move in any order with the same end, so one order is enough; only choices branch.
    late = []
    for flow in dict.fromkeys(state):
        node = process.nodes[process.flows[flow].target]
        many = len(node.incoming) > 1
        if node.tag == "inclusiveGateway" and many:
            late.append(node)
        elif node.tag != "parallelGateway" or not many:
            return _after(process, state, [flow], node)
        elif all(one.id in state for one in node.incoming):
            return _after(process, state, [one.id for one in node.incoming], node)
    for node in late:
        arrived = [one.id for one in node.incoming if one.id in state]
        if not any(_expected(process, node, flow, arrived) for flow in state):
            return _after(process, state, arrived, node)
    return []


def _expected(process: Process, join: Node, flow: str, arrived: list[str]) -> bool:
    at = process.flows[flow].target
    if at == join.id:
        return False
    empty = (one.id for one in join.incoming if one.id not in arrived)
    may_come = any(at in blocking(process, join, one) for one in empty)
    return may_come and not any(at in releasing(process, join, one) for one in arrived)


def _after(process: Process, state: State, used: list[str], node: Node) -> list[State]:
    left = list(state)
    for flow in used:
        left.remove(flow)
    return [() if way is None else _sorted((*left, *way)) for way in _leave(process, node)]


def _sorted(flows: Iterable[str]) -> State:
    return tuple(sorted(flows))


def _leave(process: Process, node: Node) -> Ways:
    code = node.definition.kind.code if node.definition is not None else ""
    if node.tag == "endEvent" and code in ("terminate", "error", "cancel"):
        return [None]
    ends = linked(process, node, "intermediateCatchEvent")
    if ends:
        return _leave(process, ends[0])
    ways: Ways = [tuple(flow.id for flow in way) for way in _chosen(node)]
    for id in node.boundaries:
        border = process.nodes[id]
        caught = _leave(process, border)
        ways += caught if border.interrupting else [_both(way, more) for way in ways for more in caught]
    return ways


def _both(one: tuple[str, ...] | None, other: tuple[str, ...] | None) -> tuple[str, ...] | None:
    return None if one is None or other is None else one + other


def _chosen(node: Node) -> list[tuple[Flow, ...]]:
    flows = node.outgoing
    if node.tag in ("exclusiveGateway", "eventBasedGateway"):
        return [(flow,) for flow in flows] or [()]
    free = [flow for flow in flows if flow.condition is not None or flow.id == node.default]
    if node.tag == "parallelGateway" or not free:
        return [flows]
    always = tuple(flow for flow in flows if flow not in free)
    sizes = range(1, len(free) + 1) if len(free) <= _ALL_SUBSETS else (1, len(free))
    ways = [(*always, *some) for size in sizes for some in combinations(free, size)]
    return [always, *ways] if always else ways
