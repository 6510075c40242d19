"""Boundary event: while its activity runs, it may interrupt it or start a branch beside it."""

from collections.abc import Mapping
from typing import Any

from workflows.engine.behaviour import Element
from workflows.engine.marking import Wait
from workflows.engine.run import Run
from workflows.engine.source import Source, Xml
from workflows.engine.values import Node


class BoundaryEvent(Element):
    """Armed with the activity's token, and gone with it."""

    code = "boundaryEvent"
    events = frozenset({"message", "timer", "signal", "error", "escalation", "conditional", "compensate", "cancel"})

    def read(self, source: Source, xml: Xml) -> dict[str, Any]:
        return {"attached_to": xml.get("attachedToRef", ""), "interrupting": xml.get("cancelActivity") != "false"}

    def verify(self, source: Source, xml: Xml, node: Node, nodes: Mapping[str, Node]) -> None:
        code = node.definition.kind.code if node.definition is not None else ""
        host = nodes.get(node.attached_to)
        if node.incoming:
            source.fault(xml, "flow_in", "A flow leads to a boundary event.", "Lead it to the step that follows.")
        if code == "cancel" and (host is None or host.tag != "transaction"):
            source.fault(xml, "cancel", "Only a transaction can be cancelled.", "Attach it to a transaction.")
        if code == "compensate" and host is not None and not host.handler:
            message = "Nothing is tied to it that compensates."
            source.fault(xml, "no_handler", message, "Tie a task marked for compensation to it by an association.")
        if code in ("error", "cancel") and not node.interrupting:
            source.fault(xml, "not_interrupting", "It always interrupts.", "Draw it with a solid border.")

    def fired(self, run: Run, node: Node, wait: Wait) -> None:
        token = run.tokens[wait.host]
        run.path.append(node.id)
        if node.interrupting:
            # It has happened, so it is not told as cancelled together with its activity.
            run.waits.pop(wait.id, None)
            run.cancel(token)
        elif node.definition is not None:
            node.definition.kind.again(run, wait)
        run.leave(node, wait.scope, token.outcome)


KIND = BoundaryEvent()
