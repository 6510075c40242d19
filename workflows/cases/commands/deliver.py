"""Deliver (送达): the result reached the applicant's page; the case is finished."""

import dataclasses
from typing import ClassVar

from workflows.cases import routing
from workflows.cases.command import SystemCommand
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class Deliver(SystemCommand):
    """By the portal: the moment it entered the applicant's page counts (电子签名法 11)."""

    code: ClassVar[str] = "deliver"
    work: str = ""
    """The route's name of this step, where it draws one."""

    def carry_out(self, unit: Unit) -> None:
        """Finish the case."""
        if self.work:
            routing.serve(unit, self.work)
        unit.case.finished_at = unit.at
        unit.stop_clock("certificate")
        if unit.from_state == "refused":
            unit.tell_applicant("letter_ready")


KIND = Deliver
