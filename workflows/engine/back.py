"""Going back to an earlier element, or by order to any other: what is taken away, kept and restored."""

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

from workflows.engine import multi
from workflows.engine.events import Jumped, SentBack, TakenBack
from workflows.engine.faults import NotExpected
from workflows.engine.marking import Scope
from workflows.engine.reach import closure, forward
from workflows.engine.run import Arrival, Run
from workflows.engine.values import Node, Process


def send_back(run: Run, event: SentBack) -> None:
    """Take back what came from the element, restore the variables of its moment, and let a token arrive there.

    Branches beside it stay as they are; where one of them has already reached a join that is taken back,
    it waits there again.
    """
    scope, chain = _place(run, event.element, event.work)
    anchor = chain[0]
    process = run.process_of(scope.id)
    region = _region(process, anchor)
    visit = run.scopes[scope.id].visits.get(event.element)
    if visit is None:
        raise NotExpected("never_there", event.element)
    if _lies_ahead(run, scope.id, process, anchor, region):
        raise NotExpected("ahead", event.element)
    if not event.keep:
        undone = _undone(process, chain)
        _restore(run, scope.id, visit, lambda by: _anchored(process, by, undone))
    _take_back(run, scope.id, process, region, _ancestors(run, event.work))
    _resupply(run, scope.id, process, anchor, region)
    _enter(run, scope.id, process, chain)


def take_back(run: Run, event: TakenBack) -> None:
    """Undo what one of many runs wrote, and let it stand open again beside the others."""
    bodies = (t for t in run.tokens.values() if any(work == event.work for work, _ in t.data.get("ended", ())))
    body = next(bodies, None)
    if body is None:
        raise NotExpected("not_of_many", event.work)
    own = f"{body.node}#{event.work}"
    _restore(run, body.scope, 0, lambda by: by == own)
    multi.reopen(run, body, run.node(body), event.work)


def jump(run: Run, event: Jumped) -> None:
    """Stop what leads to the element and what came from it, keep the variables, and let a token arrive there."""
    scope, chain = _place(run, event.element, event.work)
    process = run.process_of(scope.id)
    region = _region(process, chain[0])
    ways = forward(process, chain[0].container)
    before = {id for id in ways if chain[0].id in closure([id], lambda at: ways.get(at, ()))}
    _take_back(run, scope.id, process, region | before, _ancestors(run, event.work))
    _resupply(run, scope.id, process, chain[0], region)
    _enter(run, scope.id, process, chain)


def _place(run: Run, element: str, work: str) -> tuple[Scope, list[Node]]:
    """The innermost open scope around the element, and the nodes to open from there: sub-processes, then it."""
    # The same element may be open in several runs: whoever sends back means the one around him.
    scopes = _ancestor_scopes(run, work) if work else list(run.scopes.values())
    processes = (run.process_of(scope.id) for scope in scopes)
    process = next((one for one in processes if element in one.nodes), None)
    if process is None:
        raise NotExpected("no_element", element)
    chain: list[Node] = []
    at = element
    while at:
        node = process.nodes[at]
        chain.insert(0, node)
        fitting = [scope for scope in scopes if run.process_of(scope.id) is process and _holds(scope, node.container)]
        if len(fitting) == 1 and _enterable(chain):
            return fitting[0], chain
        if fitting:
            raise NotExpected("ambiguous" if len(fitting) > 1 else "not_enterable", element)
        at = node.container
    raise NotExpected("not_enterable", element)


def _holds(scope: Scope, container: str) -> bool:
    if scope.kind == "sub":
        return scope.node == container
    return scope.kind in ("process", "call") and not container


def _enterable(chain: list[Node]) -> bool:
    if any(node.loop is not None or node.by_event for node in chain[:-1]):
        return False
    last = chain[-1]
    return not (last.attached_to or last.by_event or last.compensates or last.tag == "startEvent")


def _ancestor_scopes(run: Run, work: str) -> list[Scope]:
    if work not in run.tokens:
        raise NotExpected("not_open", work)
    found = []
    id = run.tokens[work].scope
    while id:
        found.append(run.scopes[id])
        id = run.scopes[id].parent
    return found


def _ancestors(run: Run, work: str) -> set[str]:
    """The token of the work and those that hold the scopes around it."""
    return {work, *(scope.holder for scope in _ancestor_scopes(run, work))} if work else set()


def _region(process: Process, anchor: Node) -> frozenset[str]:
    ways = forward(process, anchor.container)
    return closure([anchor.id], lambda id: ways.get(id, ()))


def _undone(process: Process, chain: list[Node]) -> frozenset[str]:
    """What is taken back: all that follows on each level, and of the innermost one the element itself."""
    # Of a sub-process that is over, what was done inside it before the element stays as it was.
    follows = [_region(process, node) - {node.id} for node in chain[:-1]]
    return _region(process, chain[-1]).union(*follows)


def _lies_ahead(run: Run, scope: str, process: Process, anchor: Node, region: frozenset[str]) -> bool:
    """Whether a token still has its way to the element before it, and none has come from it: nothing would go back."""
    ways = forward(process, anchor.container)
    standing = {token.node for token in run.tokens.values() if token.scope == scope and token.kind != "join"}
    return not standing & region and any(anchor.id in closure([at], lambda id: ways.get(id, ())) for at in standing)


def _take_back(run: Run, scope: str, process: Process, region: frozenset[str], sent_from: set[str]) -> None:
    for token in [token for token in run.tokens.values() if token.scope == scope]:
        around = process.nodes[token.node]
        interrupting = around.by_event and any(
            process.nodes[id].interrupting for id in process.starts.get(around.id, ())
        )
        # What waits at a join belongs to the branch it came from, not to the join.
        stood = process.flows[token.via].source if token.kind == "join" else token.node
        if interrupting:
            # The event sub-process had taken the place of the normal way; now that is back.
            run.cancel(token)
            run.disarm(scope)
            run.listen(scope, around.container)
        elif stood in region or (around.by_event and token.id in sent_from):
            run.cancel(token)
    entry = run.scopes[scope]
    run.scopes[scope] = replace(
        entry,
        done=tuple(one for one in entry.done if one["node"] not in region),
        # What was visited from here on lies ahead again, and nobody can be sent back to it.
        visits={id: number for id, number in entry.visits.items() if not _anchored(process, id, region)},
    )


def _resupply(run: Run, scope: str, process: Process, anchor: Node, region: frozenset[str]) -> None:
    """Let what had come to a join from beside the region wait there again."""
    # A branch beside that has passed the join was used up there; without it the join would wait for ever.
    ways = forward(process, anchor.container)
    standing = [token for token in run.tokens.values() if token.scope == scope]
    alive = closure([token.node for token in standing if token.kind != "join"], lambda id: ways.get(id, ()))
    there = {token.via for token in standing if token.kind == "join"}
    for id in region:
        node = process.nodes[id]
        if node.tag != "parallelGateway" or len(node.incoming) < 2 or node is anchor:
            continue
        for flow in node.incoming:
            if flow.source not in region and flow.source not in alive and flow.id not in there:
                run.open(Arrival(node, scope, flow.id), "join")


def _enter(run: Run, scope: str, process: Process, chain: list[Node]) -> None:
    for node, following in pairwise(chain):
        _, inner = node.element.opened(run, Arrival(node, scope))
        run.listen(inner.id, node.id)
        scope = inner.id
        # Branches beside the element were over in there; a join inside would wait for them for ever.
        _resupply(run, scope, process, following, _region(process, following))
    run.put(chain[-1], scope)


def _restore(run: Run, scope: str, visit: int, taken_back: Callable[[str], bool]) -> None:
    """Undo what has been written since by what is taken back, in this scope and in those around it."""
    id = scope
    while id:
        entry = run.scopes[id]
        run.scopes[id] = _unwritten(entry, visit, taken_back)
        id = entry.parent
    run.views.clear()


def _anchored(process: Process, by: str, region: frozenset[str]) -> bool:
    by = by.partition("#")[0]
    while by and by not in region and by in process.nodes:
        by = process.nodes[by].container
    return by in region


def _unwritten(entry: Scope, visit: int, taken_back: Callable[[str], bool]) -> Scope:
    variables = dict(entry.variables)
    kept = []
    # Value each name would have now, had only the kept writes happened: found walking forward in time.
    state: dict[str, tuple[bool, Any]] = {}
    following = _values_after(entry)
    for number, (at, name, by, had, before) in enumerate(entry.undo):
        was = state.get(name, (had, before))
        if at >= visit and taken_back(by):
            state[name] = was
        else:
            kept.append((at, name, by, *was))
            state[name] = following[number]
    for name, (had, value) in state.items():
        if had:
            variables[name] = value
        else:
            variables.pop(name, None)
    return replace(entry, variables=variables, undo=tuple(kept))


def _values_after(entry: Scope) -> list[tuple[bool, Any]]:
    """For each write, the value that it left."""
    now: dict[str, tuple[bool, Any]] = {name: (True, value) for name, value in entry.variables.items()}
    found: list[tuple[bool, Any]] = []
    for _, name, _, had, before in reversed(entry.undo):
        found.append(now.get(name, (False, None)))
        now[name] = (had, before)
    return found[::-1]
