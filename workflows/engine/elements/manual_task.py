"""Manual task: done by somebody without the system; a token passes through."""

from workflows.engine.behaviour import Activity
from workflows.engine.marking import Token
from workflows.engine.run import Arrival, Run


class ManualTask(Activity):
    """BPMN: neither managed nor known to be finished by an engine."""

    code = "manualTask"

    def begin(self, run: Run, arrival: Arrival) -> Token:
        token = run.open(arrival, "inner")
        self.finish(run, token)
        return token


KIND = ManualTask()
