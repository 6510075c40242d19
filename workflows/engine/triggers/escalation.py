"""Escalation: goes outwards until something catches its code; uncaught it harms nobody."""

from workflows.engine import throwing
from workflows.engine.events import Escalated
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.trigger import Trigger
from workflows.engine.values import Definition


class Escalation(Trigger):
    """Known by its code; a catching event without one catches every escalation."""

    code = "escalation"

    def read(self, source: Source, xml: Xml, owner: Xml) -> Definition:
        throws = owner.tag.endswith(("endEvent", "intermediateThrowEvent"))
        return Definition(self, source.named_ref("escalation", xml, required=throws))

    def throw(self, run: Run, arrival: Arrival) -> None:
        name = self.definition(arrival.node).name
        token = throwing.hold(run, arrival)
        run.effects.append(Escalated(name, arrival.node.id))
        throwing.outwards(run, arrival.scope, self.code, name)
        throwing.go_on(run, token)


KIND = Escalation()
