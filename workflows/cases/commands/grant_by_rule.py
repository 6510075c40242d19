"""Grant by rule (秒批): the decision table grants and says why, or leaves the decision to a person."""

import dataclasses
from typing import ClassVar

from ledger.api import decisions_may_go_on
from workflows.cases import routing
from workflows.cases.command import SystemCommand, move_on
from workflows.cases.unit import Unit
from workflows.catalogue.decisions import GRANT, Ruling
from workflows.engine.faults import NotExpected
from workflows.errors import Conflict, Unavailable
from workflows.outcomes.decisions import grant


@dataclasses.dataclass(frozen=True)
class GrantByRule(SystemCommand):
    """`work` is the route's name of the step that asks the table."""

    code: ClassVar[str] = "grant_by_rule"
    work: str

    @property
    def move(self) -> str:
        """Whether there is a legal act is only known once the table has answered."""
        return ""

    def carry_out(self, unit: Unit) -> None:
        """Write the decision where the table grants. Raises Conflict where the route no longer asks."""
        if not decisions_may_go_on():
            raise Unavailable("chain")
        try:
            ruling, answer = routing.rule(unit, self.work)
        except NotExpected as gone:
            raise Conflict("work_gone") from gone
        outcome = answer[ruling.element]["outcome"]
        unit.params |= {"element": ruling.element, "outcome": outcome, "rules": [ruling.told()]}
        if outcome == GRANT:
            self._grant(unit, ruling)
        routing.serve(unit, self.work, answer)
        if outcome == GRANT:
            unit.start_clock("certificate")
            unit.tell_applicant("granted")

    def _grant(self, unit: Unit, ruling: Ruling) -> None:
        move_on(unit, "grant")
        unit.case.decided_at = unit.at
        why = "；".join(hit.why for hit in ruling.hits if hit.why)
        grant(case=unit.case.pk, reasons=why, decided_by=None, body=unit.item.body, at=unit.at)
        unit.stop_clock("legal", "promised")


KIND = GrantByRule
