"""Throw a draft away; nothing of it was handed in, so nothing of it is recorded."""

import dataclasses
from typing import ClassVar

from workflows.cases.command import ApplicantCommand
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class Discard(ApplicantCommand):
    """The applicant does not want to go on with the draft."""

    code: ClassVar[str] = "discard"
    is_recorded: ClassVar[bool] = False

    def carry_out(self, unit: Unit) -> None:
        """The legal move is all there is to it."""


KIND = Discard
