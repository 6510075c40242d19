"""The linter of a drawing that can be read: what in it can never be right once it runs."""

from workflows.engine.faults import Fault
from workflows.engine.reach import after, before, closure
from workflows.engine.sound import stuck_joins
from workflows.engine.values import Node, Process


def check(process: Process) -> tuple[Fault, ...]:
    """Faults in the order of the file; none for a drawing that may be published."""
    found: list[Fault] = []
    for container in process.children:
        found += _unreachable(process, container)
        found += _dead_ends(process, container)
        found += stuck_joins(process, container)
    for node in process.nodes.values():
        found += _conditions(node)
    return tuple(sorted(found, key=lambda fault: fault.line))


def _fault(node: Node, code: str, message: str, instead: str) -> Fault:
    return Fault(node.id, node.line, code, message, instead)


def _unreachable(process: Process, container: str) -> list[Fault]:
    starts = [*process.starts[container]]
    beside = [node.id for node in process.children[container] if node.by_event or node.compensates]
    reached = closure([*starts, *beside], lambda id: after(process, id))
    return [
        _fault(node, "unreachable", "Nothing leads here.", "Lead a flow to it, or remove it.")
        for node in process.children[container]
        if node.id not in reached and not node.attached_to
    ]


def _dead_ends(process: Process, container: str) -> list[Fault]:
    ends = [node.id for node in process.children[container] if not after(process, node.id, boundaries=False)]
    saved = closure(ends, lambda id: before(process, id))
    return [
        _fault(node, "no_end", "From here no end can be reached.", "Lead a way out of the circle.")
        for node in process.children[container]
        if node.id not in saved
    ]


def _conditions(node: Node) -> list[Fault]:
    if node.tag not in ("exclusiveGateway", "inclusiveGateway") or len(node.outgoing) < 2:
        return []
    # Found before publishing: at run time it would be an incident in front of a waiting citizen.
    found = []
    bare = [flow for flow in node.outgoing if flow.condition is None and flow.id != node.default]
    if bare:
        message = f"The flow to {bare[0].target!r} has no condition."
        found.append(_fault(node, "no_condition", message, "Write one, or make it the default."))
    elif not node.default:
        message = "When no condition holds there is no way out."
        found.append(_fault(node, "no_default", message, "Make one flow the default."))
    return found
