"""Intermediate throw event: throws what it carries and lets the token go on."""

from collections.abc import Mapping

from workflows.engine.behaviour import Element
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.values import Node


class IntermediateThrowEvent(Element):
    """Without a definition it only marks a place that was reached."""

    code = "intermediateThrowEvent"
    events = frozenset({"", "message", "signal", "escalation", "compensate", "link"})

    def verify(self, source: Source, xml: Xml, node: Node, nodes: Mapping[str, Node]) -> None:
        if node.definition is None or node.definition.kind.code != "link":
            return
        ends = [
            one
            for one in nodes.values()
            if one.container == node.container and one.tag == "intermediateCatchEvent"
            if one.definition is not None and one.definition.kind.code == "link"
            if one.definition.name == node.definition.name
        ]
        if len(ends) != 1:
            message = f"There are {len(ends)} places where the link {node.definition.name!r} goes on."
            source.fault(xml, "link", message, "Draw one catching link event of that name beside it.")

    def enter(self, run: Run, arrival: Arrival) -> None:
        if arrival.node.definition is None:
            super().enter(run, arrival)
        else:
            arrival.node.definition.kind.throw(run, arrival)


KIND = IntermediateThrowEvent()
