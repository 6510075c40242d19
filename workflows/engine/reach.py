"""What can reach what in a drawing: computed once for each process, kept in its memo."""

from collections.abc import Callable, Iterable

from workflows.engine.values import Node, Process


def blocking(process: Process, join: Node, flow: str) -> frozenset[str]:
    """Nodes from which a token may still come to `join` over `flow`, boundary events included."""
    return _upstream(process, join, flow, True)


def releasing(process: Process, join: Node, flow: str) -> frozenset[str]:
    """Nodes from which sequence flows lead to `join` over `flow`."""
    return _upstream(process, join, flow, False)


def _upstream(process: Process, join: Node, flow: str, boundaries: bool) -> frozenset[str]:
    key = ("upstream", flow, boundaries)
    known: frozenset[str] | None = process.memo.get(key)
    if known is None:
        known = closure([process.flows[flow].source], lambda id: before(process, id, boundaries), without=join.id)
        process.memo[key] = known
    return known


def closure(first: Iterable[str], following: Callable[[str], Iterable[str]], without: str = "") -> frozenset[str]:
    """Everything reached from `first`, itself included, never going into `without`."""
    seen: set[str] = set()
    todo = [id for id in first if id != without]
    while todo:
        at = todo.pop()
        if at not in seen:
            seen.add(at)
            todo.extend(id for id in following(at) if id != without)
    return frozenset(seen)


def before(process: Process, id: str, boundaries: bool = True) -> list[str]:
    """Nodes directly before one: over flows, over links, and the activity of a boundary event."""
    node = process.nodes[id]
    found = [flow.source for flow in node.incoming]
    if boundaries and node.attached_to:
        found.append(node.attached_to)
    return found + [other.id for other in linked(process, node, "intermediateThrowEvent")]


def after(process: Process, id: str, boundaries: bool = True) -> list[str]:
    """Nodes directly after one: over flows, over links, and its boundary events."""
    node = process.nodes[id]
    found = [flow.target for flow in node.outgoing]
    if boundaries:
        found += node.boundaries
    return found + [other.id for other in linked(process, node, "intermediateCatchEvent")]


def linked(process: Process, node: Node, tag: str) -> list[Node]:
    """Link events of kind `tag` that are joined to this one by their name."""
    link = node.definition
    if link is None or link.kind.code != "link" or node.tag == tag:
        return []
    return [
        other
        for other in process.children[node.container]
        if other.tag == tag and other.definition and other.definition.kind is link.kind
        if other.definition.name == link.name
    ]


def forward(process: Process, container: str) -> dict[str, list[str]]:
    """Node -> nodes directly after it in `container`, without the flows that lead back.

    A flow leads back when every way from the start to its source passes its target (dominance).
    """
    key = ("forward", container)
    if key not in process.memo:
        dominators = _dominators(process, container)
        process.memo[key] = {
            id: [target for target in after(process, id) if target not in above] for id, above in dominators.items()
        }
    found: dict[str, list[str]] = process.memo[key]
    return found


def _dominators(process: Process, container: str) -> dict[str, frozenset[str]]:
    """For each node of a container, those that every way to it from a beginning passes; itself among them."""
    inside = [node.id for node in process.children.get(container, ())]
    entries = {id for id in inside if not before(process, id)}
    everything = frozenset(inside)
    above = {id: frozenset({id}) if id in entries else everything for id in inside}
    changed = True
    while changed:
        changed = False
        # In this order the sets settle in two rounds for any drawing without ways into the middle of a loop.
        for id in _early_first(process, inside, entries):
            sources = before(process, id)
            if sources:
                common = frozenset.intersection(*(above[source] for source in sources)) | {id}
                if common != above[id]:
                    above[id], changed = common, True
    return {id: above[id] for id in inside}


def _early_first(process: Process, inside: list[str], entries: Iterable[str]) -> list[str]:
    """Nodes in reverse postorder of a walk from the entries; those that no entry reaches come last."""
    finished: list[str] = []
    seen: set[str] = set()
    for first in [*(id for id in inside if id in entries), *inside]:
        # A stack of our own: a drawing may be longer than Python's recursion allows.
        stack = [(first, iter(after(process, first)))] if first not in seen else []
        seen.add(first)
        while stack:
            id, ways = stack[-1]
            following = next((way for way in ways if way not in seen), None)
            if following is None:
                finished.append(id)
                stack.pop()
            else:
                seen.add(following)
                stack.append((following, iter(after(process, following))))
    return finished[::-1]
