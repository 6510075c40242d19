"""Intermediate throw event: throws what it carries and lets the token go on."""

from workflows.engine.behaviour import Element
from workflows.engine.run import Arrival, Run


class IntermediateThrowEvent(Element):
    """Without a definition it only marks a place that was reached."""

    code = "intermediateThrowEvent"
    events = frozenset({"", "message", "signal", "escalation", "compensation", "link"})

    def enter(self, run: Run, arrival: Arrival) -> None:
        if arrival.node.definition is None:
            super().enter(run, arrival)
        else:
            arrival.node.definition.kind.throw(run, arrival)


KIND = IntermediateThrowEvent()
