"""Call activity: another process runs inside this one and shares its variables."""

from typing import Any

from workflows.engine.behaviour import Activity
from workflows.engine.marking import Token
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.values import plain_starts


class CallActivity(Activity):
    """The process that it names is bound when the drawing is read, so that a case keeps the one it began with."""

    code = "callActivity"

    def read(self, source: Source, xml: Xml) -> dict[str, Any]:
        called = xml.get("calledElement", "").rpartition(":")[2]
        if not called:
            source.fault(xml, "no_reference", "No process to call is named.", "Set `calledElement`.")
        return {**super().read(source, xml), "called": called}

    def begin(self, run: Run, arrival: Arrival) -> Token:
        token = run.open(arrival, "inner")
        self.watch(run, token, arrival.node)
        self.visited(run, token)
        scope = run.open_scope("call", arrival.node, token, process=arrival.node.called)
        run.begin(scope.id, "", plain_starts(run.process_of(scope.id), ""))
        return token


KIND = CallActivity()
