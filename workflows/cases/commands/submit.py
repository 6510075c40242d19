"""Hand in a draft: check it whole, freeze it, give the case its number, start the law's clock and the route."""

import dataclasses
from typing import ClassVar

from workflows.cases import differences, duplicates, routing, silence, submissions
from workflows.cases.command import ApplicantCommand
from workflows.cases.numbers import next_number
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class Submit(ApplicantCommand):
    """The applicant declares that what is in the draft is true and hands it in."""

    code: ClassVar[str] = "submit"

    def carry_out(self, unit: Unit) -> None:
        """Raises Invalid with every problem of the form and the papers at once."""
        submissions.must_be_complete(unit)
        duplicates.claim(unit)
        case = unit.case
        case.number = next_number(unit.item, unit.at)
        case.channel = unit.actor.channel
        case.received_at = unit.at
        submissions.freeze(unit)
        differences.note(unit)
        unit.start_clock("answer")
        silence.watch(unit)
        routing.start(unit)
        unit.compose("receipt")
        unit.tell_applicant("received")


KIND = Submit
