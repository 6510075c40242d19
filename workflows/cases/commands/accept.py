"""Accept an application (受理): from now the legal and the promised limit run."""

import dataclasses
from typing import ClassVar

from workflows.cases.command import TaskCommand
from workflows.cases.silence import ran_out
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class Accept(TaskCommand):
    """The front desk finds the papers complete and the matter within the body's power (行政许可法 32)."""

    code: ClassVar[str] = "accept"
    kind: ClassVar[str] = "accept"

    def carry_out(self, unit: Unit) -> None:
        """Start the clocks, write the acceptance notice, open the departments' tasks.

        A full answer to a correction binds from the day it came; after the body's own days, silence has accepted.
        """
        late = ran_out(unit) is not None
        if late:
            unit.case.is_deemed_accepted = unit.params["deemed"] = True
        unit.case.accepted_at = unit.case.received_at if late or unit.case.corrections.exists() else unit.at
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
