"""One step being worked out: a private copy of the marking, changed until nothing more can move."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from workflows.engine.events import Effect, Ended, TimerCancelled, WorkCancelled
from workflows.engine.faults import Failed, NotExpected, Reason
from workflows.engine.marking import Marking, Scope, Token, Wait
from workflows.engine.values import Context, Flow, Node, Process, Step
from workflows.engine.variables import Variables

MAX_HOPS = 10_000
"""Arrivals within one step; a loop without a wait would go on for ever."""
MAX_TOKENS = 2_000
"""Tokens that stand at once; branches that multiply in a circle would fill any store."""


class Arrival(NamedTuple):
    """A token that has just reached a node."""

    node: Node
    scope: str
    via: str = ""
    outcome: str = ""


class Run(Variables):
    """Working copy of a marking. Elements and triggers change it only through these methods."""

    def __init__(self, process: Process, marking: Marking, context: Context) -> None:
        super().__init__(marking.scopes, context, marking.counter)
        self.process, self.state = process, marking.state
        self.tokens = dict(marking.tokens)
        self.waits = dict(marking.waits)
        self.effects: list[Effect] = []
        self.path: list[str] = []
        self.queue: deque[Arrival] = deque()
        self.hops = 0

    def step(self) -> Step:
        """The result, once settled."""
        marking = Marking(self.counter, self.state, self.scopes, self.tokens, self.waits)
        return Step(marking, tuple(self.effects), tuple(self.path))

    def next_id(self, letter: str) -> str:
        """A new id; the counter in the marking makes it the same at every replay."""
        self.counter += 1
        return f"{letter}{self.counter}"

    # Drawing

    def process_of(self, scope: str) -> Process:
        """The process whose nodes run in `scope`."""
        called = self.scopes[scope].process
        return self.process.called[called] if called else self.process

    def node(self, held: Token | Wait) -> Node:
        """The node that a token or wait stands at."""
        return self.process_of(held.scope).nodes[held.node]

    # Moving

    def put(self, node: Node, scope: str, via: str = "", outcome: str = "") -> None:
        """Let a token arrive at `node`."""
        self.queue.append(Arrival(node, scope, via, outcome))

    def take(self, flows: Iterable[Flow], scope: str, outcome: str = "") -> None:
        """Send a token over each of `flows`."""
        nodes = self.process_of(scope).nodes
        for flow in flows:
            self.path.append(flow.id)
            self.queue.append(Arrival(nodes[flow.target], scope, flow.id, outcome))

    def leave(self, node: Node, scope: str, outcome: str = "") -> None:
        """Go on from an activity or event: over every flow whose condition holds, else the default; none is an end."""
        # BPMN (Sequence Flow): conditions on the flows of an activity act like an inclusive gateway behind it.
        flows = node.outgoing
        if node.default or any(flow.condition for flow in flows):
            flows = self.choose(node, scope, outcome)
        if flows:
            self.take(flows, scope, outcome)
        else:
            self.close_if_empty(scope, outcome, node.id)

    def choose(self, node: Node, scope: str, outcome: str, first: bool = False) -> tuple[Flow, ...]:
        """The flows out of `node` that may be taken, only the first when `first`; else its default.

        Raises Failed when there is no way out.
        """
        extra = {"outcome": outcome} if outcome else {}
        taken = []
        for flow in node.outgoing:
            if flow.id == node.default:
                continue
            if flow.condition is None or self.judge(flow.condition, flow.text, node.id, scope, extra):
                taken.append(flow)
                if first:
                    break
        if not taken:
            taken = [flow for flow in node.outgoing if flow.id == node.default]
        if not taken:
            text = " | ".join(flow.text for flow in node.outgoing if flow.condition)
            types = self.types([flow.condition for flow in node.outgoing if flow.condition], scope)
            raise Failed(Reason(node.id, "no_way_out", "no condition holds", text, types))
        return tuple(taken)

    def settle(self) -> None:
        """Move until every token waits."""
        # First in, first out: a fork's branches advance side by side, in the order of the file at every replay.
        while True:
            while self.queue:
                arrival = self.queue.popleft()
                self.hops += 1
                if self.hops > MAX_HOPS:
                    raise Failed(Reason(arrival.node.id, "endless", "the route runs in a circle without a wait"))
                self.path.append(arrival.node.id)
                arrival.node.element.enter(self, arrival)
            if self.state != "running" or not self._released():
                return

    def _released(self) -> bool:
        # Only when all else stands still is it known what can still reach an inclusive join.
        for token in tuple(self.tokens.values()):
            if token.kind == "join" and self.node(token).element.release(self, token):
                return True
        for wait in tuple(self.waits.values()):
            if wait.kind == "conditional" and wait.id in self.waits:
                definition = self.node(wait).definition
                if definition is not None and definition.kind.look(self, wait):
                    return True
        return False

    # Tokens

    def open(self, arrival: Arrival, kind: str, data: Mapping[str, Any] | None = None) -> Token:
        """A token that stands at the arrival's node from now on. Raises Failed when there are too many."""
        if len(self.tokens) >= MAX_TOKENS:
            raise Failed(Reason(arrival.node.id, "too_many", f"more than {MAX_TOKENS} branches are open"))
        token = Token(self.next_id("w"), arrival.node.id, arrival.scope, kind, arrival.via, arrival.outcome, data or {})
        self.tokens[token.id] = token
        return token

    def change(self, token: Token, **fields: Any) -> Token:
        """The same token with other fields."""
        self.tokens[token.id] = changed = replace(token, **fields)
        return changed

    def drop(self, token: Token) -> None:
        """Take a token away, with everything that it waited for."""
        del self.tokens[token.id]
        self.disarm(token.id)

    def cancel(self, token: Token) -> None:
        """Take a token away before its time, with the scopes it holds."""
        # Waits go first: nothing that is cancelled below may set one off.
        self.drop(token)
        for scope in [scope for scope in self.scopes.values() if scope.holder == token.id]:
            self.cancel_scope(scope.id)
        if token.kind == "work":
            self.effects.append(WorkCancelled(token.id, token.node))

    def clear(self, scope: str) -> None:
        """Take away every token in a scope, and in the scopes inside it."""
        self.queue = deque(arrival for arrival in self.queue if arrival.scope != scope)
        for token in [token for token in self.tokens.values() if token.scope == scope]:
            self.cancel(token)

    # Scopes

    def open_scope(self, kind: str, node: Node, holder: Token, **fields: Any) -> Scope:
        """A scope inside the one of `holder`, which waits until it is empty."""
        process = self.scopes[holder.scope].process
        scope = Scope(
            self.next_id("s"), kind, node.id, holder.scope, holder.id, fields.pop("process", process), **fields
        )
        self.scopes[scope.id] = scope
        return scope

    def listen(self, scope: str, container: str) -> None:
        """Wait for what starts the event sub-processes of `container`."""
        process = self.process_of(scope)
        for start in process.event_starts.get(container, ()):
            self.arm(process.nodes[start], scope, scope)

    def begin(self, scope: str, container: str, starts: Iterable[str]) -> None:
        """Listen, and let a token arrive at each start."""
        self.listen(scope, container)
        process = self.process_of(scope)
        for start in starts:
            self.put(process.nodes[start], scope)

    def cancel_scope(self, scope: str) -> None:
        """Take away a scope with all that is in it."""
        self.clear(scope)
        self.disarm(scope)
        self.views.pop(scope, None)
        del self.scopes[scope]

    def close_if_empty(self, scope: str, outcome: str = "", where: str = "") -> None:
        """End a scope in which no token is left; `where` is the element that was last."""
        if any(token.scope == scope for token in self.tokens.values()):
            return
        if any(arrival.scope == scope for arrival in self.queue):
            return
        # Event sub-processes are listened for as long as something runs, and not a moment longer.
        self.disarm(scope)
        closed = self.scopes[scope]
        if closed.kind == "process":
            self.state = "ended"
            self.effects.append(Ended(where))
            return
        del self.scopes[scope]
        holder = self.tokens[closed.holder]
        if closed.kind == "sub" and not self.node(holder).by_event:
            # One can be sent back to a step inside it later, and its variables are to be those of that moment.
            outer = self.scopes[closed.parent]
            self.scopes[outer.id] = replace(outer, visits={**outer.visits, **closed.visits})
        self.node(holder).element.scope_ended(self, holder, closed, outcome)

    # Waiting for events

    def arm(self, node: Node, host: str, scope: str) -> None:
        """Wait for the event of `node` as long as `host` (a token or scope) lives."""
        if node.definition is None:
            raise NotExpected("no_event", node.id)
        node.definition.kind.arm(self, node, host, scope)

    def wait(self, node: Node, host: str, scope: str, name: str = "", data: Any = None) -> Wait:
        """Record that the event of `node` is waited for."""
        kind = node.definition.kind.code if node.definition else ""
        wait = Wait(self.next_id("t"), node.id, host, scope, kind, name, data)
        self.waits[wait.id] = wait
        return wait

    def disarm(self, host: str) -> None:
        """Wait no longer for anything that lived with `host`."""
        for wait in [wait for wait in self.waits.values() if wait.host == host]:
            del self.waits[wait.id]
            # A timer's row outside must go by its id, even when its element is gone from a newer drawing.
            if wait.kind == "timer":
                self.effects.append(TimerCancelled(wait.id, wait.node))
            else:
                definition = self.node(wait).definition
                if definition is not None:
                    definition.kind.disarm(self, wait)

    def fire(self, wait: Wait, variables: Mapping[str, Any] | None = None) -> None:
        """The event of `wait` has happened; a timer's wait is spent by it."""
        # Else the interruption that follows would cancel, towards the outside, a timer that has just rung.
        if wait.kind == "timer":
            del self.waits[wait.id]
        if variables:
            self.write(wait.scope, variables, wait.node)
        node = self.node(wait)
        node.element.fired(self, node, wait)
