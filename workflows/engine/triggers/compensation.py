"""Compensation: a throwing event waits until what was completed has been taken back."""

from workflows.engine import compensation, throwing
from workflows.engine.marking import Token
from workflows.engine.run import Arrival, Run
from workflows.engine.source import Source, Xml
from workflows.engine.trigger import Trigger
from workflows.engine.values import Definition, Node


class Compensation(Trigger):
    """Of one activity, or of all that were completed in the scope."""

    code = "compensate"

    def read(self, source: Source, xml: Xml, owner: Xml) -> Definition:
        return Definition(self, xml.get("activityRef", ""))

    def arm(self, run: Run, node: Node, host: str, scope: str) -> None:
        """Nothing to wait for: it is found among what was completed."""

    def throw(self, run: Run, arrival: Arrival) -> None:
        only = self.definition(arrival.node).name
        left = compensation.plan(run, compensation.home(run, arrival.scope).id, only)
        token = run.change(throwing.hold(run, arrival), data={"left": left})
        self.resumed(run, token)

    def resumed(self, run: Run, token: Token) -> None:
        if not compensation.following(run, token):
            throwing.go_on(run, token)


KIND = Compensation()
