"""Link: a jump on the paper, from a throwing event to the catching one of the same name."""

from workflows.engine.reach import linked
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.trigger import Trigger
from workflows.engine.values import Definition


class Link(Trigger):
    """Both ends stand in the same process or sub-process."""

    code = "link"
    passes = True

    def read(self, source: Source, xml: Xml, owner: Xml) -> Definition:
        name = xml.get("name", "")
        if not name:
            source.fault(owner, "no_reference", "The link has no name.", "Give both its ends the same name.")
        return Definition(self, name)

    def throw(self, run: Run, arrival: Arrival) -> None:
        process = run.process_of(arrival.scope)
        for node in linked(process, arrival.node, "intermediateCatchEvent"):
            run.put(node, arrival.scope, arrival.via, arrival.outcome)


KIND = Link()
