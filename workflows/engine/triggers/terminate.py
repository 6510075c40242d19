"""Terminate: ends its scope at once, with all that still runs in it."""

from workflows.engine.run import Arrival, Run
from workflows.engine.trigger import Trigger


class Terminate(Trigger):
    """Thrown by end events only; what is outside the scope goes on."""

    code = "terminate"

    def throw(self, run: Run, arrival: Arrival) -> None:
        # BPMN (End Events): no error, no compensation; the activity around it goes on as if all had ended.
        run.clear(arrival.scope)
        run.close_if_empty(arrival.scope, arrival.outcome, arrival.node.id)


KIND = Terminate()
