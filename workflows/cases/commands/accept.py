"""Accept an application (受理): from now the legal and the promised limit run."""

import dataclasses
from typing import ClassVar

from workflows.cases.command import TaskCommand
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class Accept(TaskCommand):
    """The front desk finds the papers complete and the matter within the body's power (行政许可法 32)."""

    code: ClassVar[str] = "accept"

    def carry_out(self, unit: Unit) -> None:
        """Start the clocks, write the acceptance notice, open the departments' tasks."""
        unit.case.accepted_at = unit.at
        begin_review(unit)
        unit.close_task(unit.task(self.task), "accept")


def begin_review(unit: Unit) -> None:
    """What acceptance starts, whether it was said or deemed."""
    unit.stop_clock("answer")
    for code in ("legal", "promised"):
        unit.start_clock(code, unit.case.accepted_at)
    unit.compose("acceptance_notice")
    unit.tell_applicant("accepted")


KIND = Accept
