"""What every kind of element shares: how a token enters, how an event fires, how an activity runs and is left."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeAlias

from workflows.engine import compensation, multi
from workflows.engine.events import WorkDone, WorkOpened
from workflows.engine.faults import NotExpected
from workflows.engine.loops import read_loop
from workflows.engine.marking import Scope, Token, Wait
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.values import Node

Records: TypeAlias = tuple[Mapping[str, Any], ...]
"""What was completed inside and can be compensated, oldest first."""


class Element:
    """A kind of BPMN element. Without more, a token passes straight through."""

    code = ""
    """Its tag in the BPMN namespace."""
    group = "event"
    """`event`, `gateway` or `activity`."""
    events: frozenset[str] = frozenset()
    """Codes of the triggers it may carry; the empty code means that it may carry none."""

    holds_nodes = False
    """Whether other elements stand inside it."""

    def read(self, source: Source, xml: Xml) -> dict[str, Any]:
        """Fields of the Node that this element adds to the common ones."""
        return {}

    def verify(self, source: Source, xml: Xml, node: Node, nodes: Mapping[str, Node]) -> None:
        """Report what could never run, once the whole drawing is known."""

    def enter(self, run: Run, arrival: Arrival) -> None:
        """A token arrives."""
        run.leave(arrival.node, arrival.scope, arrival.outcome)

    def release(self, run: Run, token: Token) -> bool:
        """Whether a token that waited at a join went on, now that all else stands still."""
        return False

    def fired(self, run: Run, node: Node, wait: Wait) -> None:
        """The event that `wait` waited for has happened."""
        raise NotExpected("not_awaited", node.id)

    def complete(self, run: Run, token: Token, outcome: str, variables: Mapping[str, Any]) -> None:
        """The open work of `token` is finished."""
        raise NotExpected("not_work", token.id)

    def scope_ended(self, run: Run, holder: Token, scope: Scope, outcome: str) -> None:
        """The last token inside a scope that `holder` held is gone."""
        definition = run.node(holder).definition
        if definition is None:
            raise NotExpected("no_scope", holder.id)
        definition.kind.resumed(run, holder)


class Activity(Element):
    """A task, sub-process or call: it may carry boundary events and may run many times."""

    group = "activity"
    kind = "user"
    """The kind of work that it opens."""

    def read(self, source: Source, xml: Xml) -> dict[str, Any]:
        return {"loop": read_loop(source, xml)}

    def enter(self, run: Run, arrival: Arrival) -> None:
        node = arrival.node
        if node.loop is None or is_instance(run, node, arrival.scope):
            self.begin(run, arrival)
            return
        token = run.open(arrival, "inner")
        self.watch(run, token, node)
        self.visited(run, token)
        if not multi.start(run, token, node, node.loop):
            self.finish(run, run.tokens[token.id])

    def begin(self, run: Run, arrival: Arrival) -> Token:
        """Start one run of the activity."""
        token = run.open(arrival, "work")
        self.watch(run, token, arrival.node)
        self.visited(run, token)
        own = run.scopes[token.scope]
        variables = own.variables if own.kind == "instance" else {}
        run.effects.append(WorkOpened(token.id, token.node, self.kind, variables, own.process))
        return token

    def watch(self, run: Run, token: Token, node: Node) -> None:
        """Wait for the events on its boundary, unless it is one of many: then the whole has the boundary."""
        # Camunda and BPMN agree here: a timer on many runs is one timer, set when the first of them begins.
        if node.boundaries and not is_instance(run, node, token.scope):
            for boundary in node.boundaries:
                run.arm(run.process_of(token.scope).nodes[boundary], token.id, token.scope)

    def visited(self, run: Run, token: Token) -> None:
        """Remember the moment, so that one can be sent back to it."""
        scope = run.scopes[token.scope]
        # The scope of an instance ends with its one token; there is nothing in it to go back to.
        if scope.kind != "instance":
            run.scopes[scope.id] = replace(scope, visits={**scope.visits, token.node: int(token.id[1:])})

    def complete(self, run: Run, token: Token, outcome: str, variables: Mapping[str, Any]) -> None:
        # Of many runs each signs what it writes, so that one of them can be taken back without the others.
        by = f"{token.node}#{token.id}" if is_instance(run, run.node(token), token.scope) else token.node
        if variables:
            run.write(token.scope, variables, by)
        if outcome:
            run.write(token.scope, {token.node: {"outcome": outcome}}, by)
        run.effects.append(WorkDone(token.id, token.node, outcome))
        self.finish(run, token, outcome)

    def finish(self, run: Run, token: Token, outcome: str = "", inner: Records = ()) -> None:
        """One run is over: go on, or report to the whole of which it is one. `inner` is what it completed inside."""
        node = run.node(token)
        if is_instance(run, node, token.scope):
            # The scope of the instance carries home what ran inside, until the whole is over and keeps it.
            own = {token.node: int(token.id[1:])}
            run.scopes[token.scope] = replace(run.scopes[token.scope], done=inner, visits=own)
            run.drop(token)
            run.close_if_empty(token.scope, outcome, node.id)
            return
        compensation.record(run, token, node, inner)
        run.drop(token)
        run.leave(node, token.scope, outcome or token.outcome)

    def scope_ended(self, run: Run, holder: Token, scope: Scope, outcome: str) -> None:
        node = run.node(holder)
        # The outcome stays inside a sub-process: of several branches that end there, the last is mere chance.
        if scope.kind != "instance" or node.loop is None:
            self.finish(run, holder, "", scope.done)
            return
        result = multi.ended(run, holder, node, node.loop, scope, outcome)
        if result is not None:
            self.whole(run, run.tokens[holder.id], result)

    def whole(self, run: Run, body: Token, outcome: str) -> None:
        """All runs are over."""
        self.finish(run, body, outcome, tuple(body.data.get("inner", ())))


def is_instance(run: Run, node: Node, scope: str) -> bool:
    """Whether what runs at `node` directly in `scope` is one of its many runs."""
    entry = run.scopes[scope]
    return entry.kind == "instance" and entry.node == node.id
