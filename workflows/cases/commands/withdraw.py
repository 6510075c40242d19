"""Withdraw an application (撤回申请): the applicant's right, free, until a decision is made."""

import dataclasses
from typing import ClassVar

from workflows.cases import bundles, routing
from workflows.cases.command import ApplicantCommand
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class Withdraw(ApplicantCommand):
    """A reason may be given; none is needed."""

    code: ClassVar[str] = "withdraw"
    reason: str = ""

    def carry_out(self, unit: Unit) -> None:
        """End the route; open tasks leave the inboxes."""
        unit.note = self.reason.strip()
        if unit.item.members:
            bundles.give_up_waiting(unit)
            return
        unit.case.finished_at = unit.at
        unit.stop_clock("answer", "correction", "legal", "promised")
        unit.case.corrections.filter(answered_at=None).update(answered_at=unit.at)
        routing.end(unit)
        unit.case.suspended_at = unit.case.suspended_by_id = None
        unit.tell_applicant("withdrawn")


KIND = Withdraw
