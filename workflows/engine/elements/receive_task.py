"""Receive task: open until its message arrives, or somebody who may says that it has."""

from typing import Any

from workflows.engine.behaviour import Activity
from workflows.engine.events import WorkDone
from workflows.engine.marking import Token, Wait
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.triggers.message import KIND as MESSAGE
from workflows.engine.values import Node


class ReceiveTask(Activity):
    """Without a message it is completed as work of kind `receive`."""

    code = "receiveTask"
    kind = "receive"

    def read(self, source: Source, xml: Xml) -> dict[str, Any]:
        definition = MESSAGE.read(source, xml, xml) if xml.get("messageRef") else None
        return {**super().read(source, xml), "definition": definition}

    def begin(self, run: Run, arrival: Arrival) -> Token:
        token = super().begin(run, arrival)
        if arrival.node.definition is not None:
            run.arm(arrival.node, token.id, arrival.scope)
        return token

    def fired(self, run: Run, node: Node, wait: Wait) -> None:
        run.waits.pop(wait.id, None)
        token = run.tokens[wait.host]
        if token.node != node.id:
            # The token stands at the event-based gateway before this task.
            run.drop(token)
            run.path.append(node.id)
            run.leave(node, wait.scope, token.outcome)
            return
        run.effects.append(WorkDone(token.id, node.id))
        self.finish(run, token)


KIND = ReceiveTask()
