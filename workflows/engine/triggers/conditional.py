"""Conditional event: happens when its condition turns from not true to true."""

from dataclasses import replace

from workflows.engine.marking import Wait
from workflows.engine.run import Run
from workflows.engine.source import Source, Xml, child
from workflows.engine.trigger import Trigger
from workflows.engine.values import Definition, Node


class Conditional(Trigger):
    """Looked at whenever a step has come to rest, so after every change of variables or facts."""

    code = "conditional"

    def read(self, source: Source, xml: Xml, owner: Xml) -> Definition:
        text, expression = source.expression(child(xml, "condition"), owner)
        return Definition(self, "", text, expression)

    def arm(self, run: Run, node: Node, host: str, scope: str) -> None:
        run.wait(node, host, scope, data=False)

    def look(self, run: Run, wait: Wait) -> bool:
        """Fire when the condition has just become true; says whether it did."""
        definition = self.definition(run.node(wait))
        if definition.expression is None:
            return False
        # Only the change counts: one that stays true would fire at every step without end.
        true = run.judge(definition.expression, definition.text, wait.node, wait.scope, {})
        if true == wait.data:
            return False
        run.waits[wait.id] = changed = replace(wait, data=true)
        if true:
            run.fire(changed)
        return true


KIND = Conditional()
