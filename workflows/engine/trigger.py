"""What every kind of trigger shares: reading its definition, arming and disarming it, throwing it."""

from workflows.engine.faults import NotExpected
from workflows.engine.marking import Token, Wait
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.values import Definition, Node


class Trigger:
    """A kind of event definition."""

    code = ""
    """Its tag in the BPMN namespace without `EventDefinition`."""
    passes = False
    """Whether a catch event of this kind lets tokens through instead of holding them."""

    def read(self, source: Source, xml: Xml, owner: Xml) -> Definition:
        """The definition in `xml`, which stands in the event `owner`."""
        return Definition(self)

    def definition(self, node: Node) -> Definition:
        """The definition that `node` carries."""
        if node.definition is None:
            raise NotExpected("no_event", node.id)
        return node.definition

    def arm(self, run: Run, node: Node, host: str, scope: str) -> None:
        """Wait for the event as long as `host` lives."""
        run.wait(node, host, scope, self.definition(node).name)

    def disarm(self, run: Run, wait: Wait) -> None:
        """It is waited for no longer."""

    def again(self, run: Run, wait: Wait) -> None:
        """It happened without ending its host: wait for it once more, where it can happen again."""

    def resumed(self, run: Run, token: Token) -> None:
        """A scope that the throwing token held is empty."""
        raise NotExpected("no_scope", token.id)

    def throw(self, run: Run, arrival: Arrival) -> None:
        """A token reached an event that throws it."""
        raise NotExpected("not_thrown", arrival.node.id)
