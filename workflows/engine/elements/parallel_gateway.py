"""Parallel gateway: waits for one token over each flow in, then sends one over each flow out."""

from workflows.engine.behaviour import Element
from workflows.engine.marking import Token
from workflows.engine.run import Arrival, Run


class ParallelGateway(Element):
    """A second token over the same flow waits for the next round."""

    code = "parallelGateway"
    group = "gateway"

    def enter(self, run: Run, arrival: Arrival) -> None:
        node, scope = arrival.node, arrival.scope
        if len(node.incoming) > 1:
            # Counted by flow, not by number: BPMN (Parallel Gateway) wants one token over each.
            there: dict[str, Token] = {}
            for token in run.tokens.values():
                if token.node == node.id and token.scope == scope:
                    there.setdefault(token.via, token)
            there.pop(arrival.via, None)
            if len(there) < len(node.incoming) - 1:
                run.open(arrival, "join")
                return
            for token in there.values():
                run.drop(token)
        # The outcome ends here: branches that join have several, and none is that of the whole.
        if node.outgoing:
            run.take(node.outgoing, scope)
        else:
            run.close_if_empty(scope, "", node.id)


KIND = ParallelGateway()
