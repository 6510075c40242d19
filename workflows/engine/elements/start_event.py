"""Start event: where a process, a sub-process or an event sub-process begins."""

from collections.abc import Mapping
from typing import Any

from workflows.engine.behaviour import Element
from workflows.engine.marking import Wait
from workflows.engine.run import Run
from workflows.engine.source import Source, Xml
from workflows.engine.values import Node


class StartEvent(Element):
    """Passed when its scope opens; in an event sub-process it waits for its event."""

    code = "startEvent"
    events = frozenset({"", "message", "timer", "signal", "error", "escalation", "conditional", "compensate"})

    def read(self, source: Source, xml: Xml) -> dict[str, Any]:
        return {"interrupting": xml.get("isInterrupting", "true") != "false"}

    def verify(self, source: Source, xml: Xml, node: Node, nodes: Mapping[str, Node]) -> None:
        if node.incoming:
            source.fault(xml, "flow_in", "A flow leads to a start.", "Lead it to the step that follows.")
        inner = node.definition is not None and node.definition.kind.code in ("error", "escalation", "compensate")
        if inner and not node.container:
            message = "A process cannot begin with what is thrown inside it."
            source.fault(xml, "unknown_event", message, "Draw it in an event sub-process.")

    def fired(self, run: Run, node: Node, wait: Wait) -> None:
        process = run.process_of(wait.scope)
        around = process.nodes[node.container]
        # What it interrupts is the scope around it; its own token is set only when that is clear.
        if node.interrupting:
            run.waits.pop(wait.id, None)
            run.clear(wait.scope)
            run.disarm(wait.scope)
        elif node.definition is not None:
            node.definition.kind.again(run, wait)
        around.element.triggered(run, around, node, wait.scope)


KIND = StartEvent()
