"""Boundary event: while its activity runs, it may interrupt it or start a branch beside it."""

from typing import Any

from workflows.engine.behaviour import Element
from workflows.engine.marking import Wait
from workflows.engine.run import Run
from workflows.engine.source import Source, Xml
from workflows.engine.values import Node


class BoundaryEvent(Element):
    """Armed with the activity's token, and gone with it."""

    code = "boundaryEvent"
    events = frozenset({"message", "timer", "signal", "error", "escalation", "conditional", "compensation", "cancel"})

    def read(self, source: Source, xml: Xml) -> dict[str, Any]:
        return {"attached_to": xml.get("attachedToRef", ""), "interrupting": xml.get("cancelActivity") != "false"}

    def fired(self, run: Run, node: Node, wait: Wait) -> None:
        token = run.tokens[wait.host]
        run.path.append(node.id)
        if node.interrupting:
            run.waits.pop(wait.id, None)
            run.cancel(token)
        elif node.definition is not None:
            node.definition.kind.again(run, wait)
        run.leave(node, wait.scope, token.outcome)


KIND = BoundaryEvent()
