"""Answer a correction notice: check what was asked for, freeze it again, and let the front desk go on."""

import dataclasses
from typing import ClassVar

from workflows.cases import differences, duplicates, routing, silence, submissions
from workflows.cases.command import ApplicantCommand
from workflows.cases.models import Correction
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class Resubmit(ApplicantCommand):
    """The full answer counts as received on the day it came (行政许可法 32)."""

    code: ClassVar[str] = "resubmit"

    def carry_out(self, unit: Unit) -> None:
        """Raises Invalid with every problem at once."""
        submissions.must_be_complete(unit)
        duplicates.claim(unit)
        Correction.objects.filter(case=unit.case, answered_at=None).update(answered_at=unit.at)
        unit.case.received_at = unit.at
        submissions.freeze(unit)
        differences.note(unit)
        unit.stop_clock("correction")
        unit.start_clock("answer")
        silence.watch(unit)
        routing.arrive(unit, "answered")
        unit.compose("receipt")
        unit.tell_applicant("answer_received")


KIND = Resubmit
