"""Exclusive gateway: the first flow whose condition holds is taken, else the default; arrivals pass one by one."""

from workflows.engine.behaviour import Element
from workflows.engine.run import Arrival, Run


class ExclusiveGateway(Element):
    """Conditions are tried in the order of the file."""

    code = "exclusiveGateway"
    group = "gateway"

    def enter(self, run: Run, arrival: Arrival) -> None:
        # An exclusive join lets every token through: it says "one of these", not "all of these".
        node = arrival.node
        run.take(run.choose(node, arrival.scope, arrival.outcome, first=True), arrival.scope, arrival.outcome)


KIND = ExclusiveGateway()
