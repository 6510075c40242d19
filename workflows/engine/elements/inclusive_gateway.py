"""Inclusive gateway: sends a token over every flow whose condition holds, and joins all that can still come."""

from workflows.engine.behaviour import Element
from workflows.engine.marking import Token
from workflows.engine.reach import blocking, releasing
from workflows.engine.run import Arrival, Run
from workflows.engine.values import Node


class InclusiveGateway(Element):
    """The join follows BPMN (Inclusive Gateway): it waits for a token that could still arrive over an empty flow,
    unless that token could as well arrive over one that is already served.
    """

    code = "inclusiveGateway"
    group = "gateway"

    def enter(self, run: Run, arrival: Arrival) -> None:
        # Judged only when all else stands still: a token on its way might yet end or turn elsewhere.
        if len(arrival.node.incoming) > 1:
            run.open(arrival, "join")
        else:
            self._split(run, arrival.node, arrival.scope, arrival.outcome)

    def release(self, run: Run, token: Token) -> bool:
        node = run.node(token)
        arrived: dict[str, Token] = {}
        elsewhere = []
        for other in run.tokens.values():
            if other.scope == token.scope:
                if other.node == node.id:
                    arrived.setdefault(other.via, other)
                else:
                    elsewhere.append(other.node)
        if any(self._expected(run, node, token.scope, at, arrived) for at in elsewhere):
            return False
        for one in arrived.values():
            run.drop(one)
        outcome = token.outcome if len(arrived) == 1 else ""
        self._split(run, node, token.scope, outcome)
        return True

    def _expected(self, run: Run, node: Node, scope: str, at: str, arrived: dict[str, Token]) -> bool:
        process = run.process_of(scope)
        empty = [flow.id for flow in node.incoming if flow.id not in arrived]
        if not any(at in blocking(process, node, flow) for flow in empty):
            return False
        return not any(at in releasing(process, node, flow) for flow in arrived)

    def _split(self, run: Run, node: Node, scope: str, outcome: str) -> None:
        if not node.outgoing:
            run.close_if_empty(scope, outcome, node.id)
        elif len(node.outgoing) == 1 and node.outgoing[0].condition is None:
            run.take(node.outgoing, scope, outcome)
        else:
            run.take(run.choose(node, scope, outcome), scope, outcome)


KIND = InclusiveGateway()
