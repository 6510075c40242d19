"""What every kind of element shares: how a token enters, how an event fires, how an activity runs and is left."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from workflows.engine.events import WorkDone, WorkOpened
from workflows.engine.faults import NotExpected
from workflows.engine.marking import Scope, Token, Wait
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.values import Node


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
        raise NotExpected("no_scope", holder.id)


class Activity(Element):
    """A task, sub-process or call: it may carry boundary events and may run many times."""

    group = "activity"
    kind = "user"
    """The kind of work that it opens."""

    def enter(self, run: Run, arrival: Arrival) -> None:
        self.begin(run, arrival)

    def begin(self, run: Run, arrival: Arrival) -> Token:
        """Start one run of the activity."""
        token = run.open(arrival, "work")
        self.watch(run, token, arrival.node)
        self.visited(run, token)
        own = run.scopes[token.scope]
        run.effects.append(WorkOpened(token.id, token.node, self.kind, own.variables if own.kind == "instance" else {}))
        return token

    def watch(self, run: Run, token: Token, node: Node) -> None:
        """Wait for the events on its boundary, unless it is one of many: then the whole has the boundary."""
        if not is_instance(run, token):
            for boundary in node.boundaries:
                run.arm(run.process_of(token.scope).nodes[boundary], token.id, token.scope)

    def visited(self, run: Run, token: Token) -> None:
        """Remember the moment, so that one can be sent back to it."""
        scope = run.scopes[token.scope]
        run.scopes[scope.id] = replace(scope, visits={**scope.visits, token.node: int(token.id[1:])})

    def complete(self, run: Run, token: Token, outcome: str, variables: Mapping[str, Any]) -> None:
        if variables:
            run.write(token.scope, variables)
        if outcome:
            run.write(token.scope, {token.node: {"outcome": outcome}})
        run.effects.append(WorkDone(token.id, token.node, outcome))
        self.finish(run, token, outcome)

    def finish(self, run: Run, token: Token, outcome: str = "") -> None:
        """One run is over: go on, or report to the whole of which it is one."""
        node = run.node(token)
        run.drop(token)
        if is_instance(run, token):
            run.close_if_empty(token.scope, outcome, node.id)
        else:
            run.leave(node, token.scope, outcome or token.outcome)


def is_instance(run: Run, token: Token) -> bool:
    """Whether the token is one of the many runs of its node."""
    scope = run.scopes[token.scope]
    return scope.kind == "instance" and scope.node == token.node
