"""Hand in a draft: check it whole, freeze it, give the case its number, start the law's clock and the route."""

import dataclasses
from typing import ClassVar

from workflows.cases import bundles
from workflows.cases.command import ApplicantCommand
from workflows.cases.handing_in import hand_in
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class Submit(ApplicantCommand):
    """The applicant declares that what is in the draft is true and hands it in."""

    code: ClassVar[str] = "submit"

    def carry_out(self, unit: Unit) -> None:
        """Raises Invalid with every problem of the form and the papers at once; a bundle begins its members."""
        if unit.item.members:
            bundles.open_bundle(unit)
        else:
            hand_in(unit)


KIND = Submit
