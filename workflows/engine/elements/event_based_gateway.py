"""Event-based gateway: of the events that follow, the first to happen decides the way."""

from collections.abc import Mapping

from workflows.engine.behaviour import Element
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.values import Node


class EventBasedGateway(Element):
    """It waits for all its events at once; the wait ends with the token that stands here."""

    code = "eventBasedGateway"
    group = "gateway"

    def verify(self, source: Source, xml: Xml, node: Node, nodes: Mapping[str, Node]) -> None:
        for flow in node.outgoing:
            target = nodes[flow.target]
            waits = target.definition is not None and target.tag in ("intermediateCatchEvent", "receiveTask")
            if not waits or flow.condition is not None:
                message = f"The way to {target.id!r} does not begin with an event."
                source.fault(xml, "no_event", message, "Let each way begin with a catch event or a receive task.")

    def enter(self, run: Run, arrival: Arrival) -> None:
        token = run.open(arrival, "event")
        nodes = run.process_of(arrival.scope).nodes
        for flow in arrival.node.outgoing:
            run.arm(nodes[flow.target], token.id, arrival.scope)


KIND = EventBasedGateway()
