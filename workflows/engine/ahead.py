"""What is still to come: the steps ahead of a marking, as a citizen is shown them."""

from collections.abc import Iterable

from workflows.engine.marking import Marking
from workflows.engine.reach import after, closure, forward
from workflows.engine.values import Process


def steps_ahead(process: Process, marking: Marking) -> tuple[str, ...]:
    """Ids of the activities that may still follow, in an order in which they could happen.

    What is open now is not among them; ways out over boundary events and back are left out.
    Nothing is ahead of a route that has ended.
    """
    if marking.state not in ("new", "running"):
        return ()
    if marking.state == "new":
        return _from(process, "", process.starts[""], True)
    found: list[str] = []
    for scope in sorted(marking.scopes.values(), key=lambda scope: -int(scope.id[1:])):
        # Steps of a called process and of each of many runs are not listed one by one.
        if scope.process or scope.kind == "instance":
            continue
        standing = [token.node for token in marking.tokens.values() if token.scope == scope.id]
        ahead = _from(process, scope.node, standing, False)
        found += [id for id in ahead if id not in found]
    return tuple(found)


def _from(process: Process, container: str, standing: Iterable[str], inclusive: bool) -> tuple[str, ...]:
    """Activities of `container` after those where tokens stand, each sub-process followed by what is in it."""
    ways = {
        id: [target for target in targets if not process.nodes[target].attached_to]
        for id, targets in forward(process, container).items()
    }
    reached = frozenset().union(*(_reached(process, ways, id) for id in standing))
    first = frozenset() if inclusive else frozenset(standing)
    found: list[str] = []
    for id in _ordered(ways):
        node = process.nodes[id]
        if id in reached and id not in first and node.element.group == "activity":
            found.append(id)
            if node.element.holds_nodes:
                found += _from(process, id, process.starts.get(id, ()), True)
    return tuple(found)


def _reached(process: Process, ways: dict[str, list[str]], id: str) -> frozenset[str]:
    """What may follow a node, itself included. A way back is followed only where there is no other, as after a
    correction: what it leads to is then really still to come.
    """
    reached = closure([id], lambda at: ways.get(at, ()))
    while all(after(process, at, boundaries=False) for at in reached):
        backwards = {target for at in reached for target in after(process, at, boundaries=False)}
        wider = closure(reached | backwards, lambda at: ways.get(at, ()))
        if wider == reached:
            break
        reached = wider
    return reached


def _ordered(ways: dict[str, list[str]]) -> list[str]:
    """Nodes so that each stands after those that lead to it; ties as in the file."""
    left = dict.fromkeys(ways, 0)
    for targets in ways.values():
        for target in targets:
            left[target] += 1
    ready = [id for id, count in left.items() if count == 0]
    order: list[str] = []
    while ready:
        id = ready.pop(0)
        order.append(id)
        for target in ways[id]:
            left[target] -= 1
            if left[target] == 0:
                ready.append(target)
    return order + [id for id in ways if id not in order]
