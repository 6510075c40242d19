"""Terminate (终止办理): what the application was about has fallen away before it was decided."""

import dataclasses
from typing import ClassVar

from workflows.cases import routing
from workflows.cases.acting import HeadCommand, write_act
from workflows.cases.unit import Unit
from workflows.errors import Invalid, Problem

CAUSES = ("death", "dissolved", "subject_gone", "court_order")
"""The person died and the right was personal; the organisation is no more; its object is gone; a court said so."""


@dataclasses.dataclass(frozen=True)
class Terminate(HeadCommand):
    """Written and sealed, with reasons, law and rights: whoever stands in the applicant's place may dispute it."""

    code: ClassVar[str] = "terminate"
    cause: str
    reasons: str
    bases: tuple[str, ...]

    def carry_out(self, unit: Unit) -> None:
        """End the route; open tasks leave the inboxes."""
        if self.cause not in CAUSES:
            raise Invalid(Problem("cause", "required"))
        write_act(unit, self.code, self.reasons, self.bases, {"cause": self.cause})
        unit.params["cause"] = self.cause
        unit.case.finished_at = unit.at
        unit.stop_clock("answer", "correction", "legal", "promised")
        unit.case.corrections.filter(answered_at=None).update(answered_at=unit.at)
        routing.end(unit)
        unit.compose("termination", body=unit.actor.body)
        unit.tell_applicant("terminated")


KIND = Terminate
