"""Signal: heard by everything that waits for its name, in this case and, through the outside, in others."""

from workflows.engine import throwing
from workflows.engine.events import SignalSent
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.trigger import Trigger
from workflows.engine.values import Definition


class Signal(Trigger):
    """Known by its name."""

    code = "signal"

    def read(self, source: Source, xml: Xml, owner: Xml) -> Definition:
        return Definition(self, source.named_ref("signal", xml))

    def throw(self, run: Run, arrival: Arrival) -> None:
        name = self.definition(arrival.node).name
        token = throwing.hold(run, arrival)
        run.effects.append(SignalSent(name, arrival.node.id))
        throwing.everywhere(run, self.code, name)
        throwing.go_on(run, token)


KIND = Signal()
