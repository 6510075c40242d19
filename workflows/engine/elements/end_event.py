"""End event: a token is used up, and what the event throws is thrown."""

from collections.abc import Mapping

from workflows.engine.behaviour import Element
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.values import Node


class EndEvent(Element):
    """Ends one branch; the scope ends with its last token."""

    code = "endEvent"
    events = frozenset({"", "terminate", "message", "signal", "error", "escalation", "compensate", "cancel"})

    def verify(self, source: Source, xml: Xml, node: Node, nodes: Mapping[str, Node]) -> None:
        if node.outgoing:
            source.fault(xml, "flow_out", "A flow leaves an end.", "Draw an intermediate event, or remove the flow.")
        around = nodes.get(node.container)
        cancels = node.definition is not None and node.definition.kind.code == "cancel"
        if cancels and (around is None or around.tag != "transaction"):
            message = "A cancel end event stands directly inside a transaction."
            source.fault(xml, "cancel", message, "Draw an error end event, or a transaction around it.")

    def enter(self, run: Run, arrival: Arrival) -> None:
        if arrival.node.definition is None:
            run.close_if_empty(arrival.scope, arrival.outcome, arrival.node.id)
        else:
            arrival.node.definition.kind.throw(run, arrival)


KIND = EndEvent()
