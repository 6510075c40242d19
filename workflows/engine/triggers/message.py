"""Message: something sent to this case; one wait takes it."""

from workflows.engine.events import MessageAwaited, MessageDropped, MessageSent
from workflows.engine.marking import Wait
from workflows.engine.plain import settle
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.trigger import Trigger
from workflows.engine.values import Definition, Node


class Message(Trigger):
    """Known by its name; several waits for one name are told apart by a correlation key."""

    code = "message"

    def read(self, source: Source, xml: Xml, owner: Xml) -> Definition:
        name = source.named_ref("message", xml, required=owner is not xml)
        key = source.correlation(xml.get("messageRef", "").rpartition(":")[2])
        text, expression = source.expression(key, owner) if key is not None else ("", None)
        return Definition(self, name, text, expression)

    def arm(self, run: Run, node: Node, host: str, scope: str) -> None:
        definition = self.definition(node)
        key = None
        if definition.expression is not None:
            key = settle(run.evaluate(definition.expression, definition.text, node.id, scope, {}))
        wait = run.wait(node, host, scope, definition.name, key)
        run.effects.append(MessageAwaited(wait.id, definition.name, node.id, key))

    def disarm(self, run: Run, wait: Wait) -> None:
        run.effects.append(MessageDropped(wait.id, wait.name, wait.node))

    def throw(self, run: Run, arrival: Arrival) -> None:
        run.effects.append(MessageSent(self.definition(arrival.node).name, arrival.node.id))
        run.leave(arrival.node, arrival.scope, arrival.outcome)


KIND = Message()
