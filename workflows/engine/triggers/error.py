"""Error: goes outwards until something catches its code; nothing inside goes on."""

from workflows.engine import throwing
from workflows.engine.faults import Failed, Reason
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.trigger import Trigger
from workflows.engine.values import Definition


class Error(Trigger):
    """Known by its code; a catching event without one catches every error."""

    code = "error"

    def read(self, source: Source, xml: Xml, owner: Xml) -> Definition:
        return Definition(self, source.named_ref("error", xml, required=owner.tag.endswith("endEvent")))

    def throw(self, run: Run, arrival: Arrival) -> None:
        name = self.definition(arrival.node).name
        # Whatever catches it also cancels this token, so that nothing has to be cleaned up here.
        throwing.hold(run, arrival)
        if not throwing.outwards(run, arrival.scope, self.code, name):
            raise Failed(Reason(arrival.node.id, "uncaught_error", f"nothing catches the error {name!r}"))


KIND = Error()
