"""Cancel: a transaction is given up; what it completed is compensated, then its border takes over."""

from workflows.engine import compensation, throwing
from workflows.engine.marking import Token
from workflows.engine.run import Arrival, Run
from workflows.engine.trigger import Trigger


class Cancel(Trigger):
    """Thrown by an end event inside a transaction, caught on the transaction's border."""

    code = "cancel"

    def throw(self, run: Run, arrival: Arrival) -> None:
        # Open work inside is given up first: it was never completed and has nothing to compensate.
        run.clear(arrival.scope)
        token = run.change(throwing.hold(run, arrival), data={"left": compensation.plan(run, arrival.scope)})
        self.resumed(run, token)

    def resumed(self, run: Run, token: Token) -> None:
        if not compensation.following(run, token):
            throwing.outwards(run, token.scope, self.code, "")


KIND = Cancel()
