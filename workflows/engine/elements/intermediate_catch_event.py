"""Intermediate catch event: a token waits here until the event happens."""

from workflows.engine.behaviour import Element
from workflows.engine.marking import Wait
from workflows.engine.run import Arrival, Run
from workflows.engine.values import Node


class IntermediateCatchEvent(Element):
    """Also the target of an event-based gateway, where the token waits at the gateway."""

    code = "intermediateCatchEvent"
    events = frozenset({"message", "timer", "signal", "conditional", "link"})

    def enter(self, run: Run, arrival: Arrival) -> None:
        node = arrival.node
        if node.definition is not None and node.definition.kind.passes:
            run.leave(node, arrival.scope, arrival.outcome)
        else:
            run.arm(node, run.open(arrival, "event").id, arrival.scope)

    def fired(self, run: Run, node: Node, wait: Wait) -> None:
        token = run.tokens[wait.host]
        run.waits.pop(wait.id, None)
        run.drop(token)
        if token.node != node.id:
            run.path.append(node.id)
        run.leave(node, wait.scope, token.outcome)


KIND = IntermediateCatchEvent()
