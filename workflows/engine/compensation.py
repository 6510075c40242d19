"""Taking back what was completed: each activity that has a handler, the last one first, one after another."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from workflows.engine.marking import Scope, Token
from workflows.engine.run import Run
from workflows.engine.values import Node


def record(run: Run, token: Token, node: Node, inner: Iterable[Mapping[str, Any]] = ()) -> None:
    """Note a completed activity in its scope, when it or what ran inside it can be compensated."""
    times = token.data.get("done", 1) if node.loop is not None else 1
    start = _listener(run, token, node)
    inside = list(inner)
    entries: list[Mapping[str, Any]]
    if node.handler:
        entries = [{"node": node.id, "run": node.handler}] * times
    elif start:
        entries = [{"node": node.id, "run": start}] * times
    elif inside:
        entries = [{"node": node.id, "inner": inside}]
    else:
        return
    scope = run.scopes[token.scope]
    run.scopes[scope.id] = replace(scope, done=(*scope.done, *entries))


def _listener(run: Run, token: Token, node: Node) -> str:
    """Start of the compensation event sub-process inside a sub-process, if it has one."""
    process = run.process_of(token.scope)
    for id in process.event_starts.get(node.id, ()) if node.element.holds_nodes else ():
        definition = process.nodes[id].definition
        if definition is not None and definition.kind.code == "compensate":
            return id
    return ""


def plan(run: Run, scope: str, only: str = "") -> list[str]:
    """Take the records out of a scope, only those of one activity if given; gives what is to run, in order."""
    entry = run.scopes[scope]
    wanted = [one for one in entry.done if only in ("", one["node"])]
    run.scopes[scope] = replace(entry, done=tuple(one for one in entry.done if one not in wanted))
    return list(_flat(wanted))


def _flat(records: Iterable[Mapping[str, Any]]) -> Iterable[str]:
    for one in reversed(list(records)):
        if "inner" in one:
            yield from _flat(one["inner"])
        else:
            yield one["run"]


def following(run: Run, token: Token) -> bool:
    """Start what `token` has still to compensate next; False when nothing is left."""
    # One at a time: BPMN (Compensation) asks for the reverse order, and a person works through it as a list.
    left = token.data["left"]
    if not left:
        return False
    node = run.process_of(token.scope).nodes[left[0]]
    token = run.change(token, data={**token.data, "left": left[1:]})
    scope = run.open_scope("compensation", run.node(token), token)
    run.put(node, scope.id)
    return True


def home(run: Run, scope: str) -> Scope:
    """The scope whose activities a throw in `scope` compensates: around an event sub-process, not inside it."""
    # Thrown inside an event sub-process it means the work of the scope that the event happened to.
    entry = run.scopes[scope]
    while entry.kind in ("compensation", "instance") or _is_listener(run, entry):
        entry = run.scopes[entry.parent]
    return entry


def _is_listener(run: Run, scope: Scope) -> bool:
    return scope.kind == "sub" and run.process_of(scope.id).nodes[scope.node].by_event
