"""Sub-process: embedded, entered by a flow; or by event, entered when its start event happens."""

from collections.abc import Mapping
from typing import Any

from workflows.engine.behaviour import Activity
from workflows.engine.marking import Scope, Token
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.values import Node


class SubProcess(Activity):
    """Holds a scope of its own and goes on when that is empty."""

    code = "subProcess"
    holds_nodes = True

    def read(self, source: Source, xml: Xml) -> dict[str, Any]:
        return {**super().read(source, xml), "by_event": xml.get("triggeredByEvent") == "true"}

    def verify(self, source: Source, xml: Xml, node: Node, nodes: Mapping[str, Node]) -> None:
        starts = [one for one in nodes.values() if one.container == node.id and one.tag == "startEvent"]
        if node.by_event:
            if len(starts) != 1 or starts[0].definition is None:
                message = "An event sub-process begins with one start event that waits for something."
                source.fault(xml, "event_start", message, "Give its start event a timer, a message or another kind.")
            if node.incoming or node.outgoing:
                source.fault(xml, "event_flow", "An event sub-process has no flows.", "Remove them.")
        elif any(start.definition is not None for start in starts):
            message = "A sub-process that a flow leads to begins without an event."
            source.fault(xml, "event_start", message, "Make its start event one of type none.")

    def begin(self, run: Run, arrival: Arrival) -> Token:
        token, scope = self.opened(run, arrival)
        starts = run.process_of(scope.id).starts.get(arrival.node.id, ())
        run.begin(scope.id, arrival.node.id, starts)
        if not starts:
            run.close_if_empty(scope.id)
        return token

    def opened(self, run: Run, arrival: Arrival) -> tuple[Token, Scope]:
        """Its token and its scope, in which nothing moves yet."""
        token = run.open(arrival, "inner")
        self.watch(run, token, arrival.node)
        self.visited(run, token)
        return token, run.open_scope("sub", arrival.node, token)

    def triggered(self, run: Run, around: Node, start: Node, scope: str) -> None:
        """The start event of this event sub-process happened in the scope around it."""
        run.path.append(around.id)
        _, inner = self.opened(run, Arrival(around, scope))
        run.begin(inner.id, around.id, (start.id,))


KIND = SubProcess()
