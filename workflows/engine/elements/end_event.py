"""End event: a token is used up, and what the event throws is thrown."""

from workflows.engine.behaviour import Element
from workflows.engine.run import Arrival, Run


class EndEvent(Element):
    """Ends one branch; the scope ends with its last token."""

    code = "endEvent"
    events = frozenset({"", "terminate", "message", "signal", "error", "escalation", "compensation", "cancel"})

    def enter(self, run: Run, arrival: Arrival) -> None:
        if arrival.node.definition is None:
            run.close_if_empty(arrival.scope, arrival.outcome, arrival.node.id)
        else:
            arrival.node.definition.kind.throw(run, arrival)


KIND = EndEvent()
