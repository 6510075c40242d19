"""Issue (制证): the certificate is made, and is on the applicant's page."""

import dataclasses
from typing import ClassVar

from workflows.cases import routing
from workflows.cases.command import SystemCommand
from workflows.cases.unit import Unit
from workflows.outside.jobs import enqueue


@dataclasses.dataclass(frozen=True)
class Issue(SystemCommand):
    """The register has the certificate `number`, whose paper has the digest `sha256`."""

    code: ClassVar[str] = "issue"
    work: str
    number: str
    sha256: str

    def carry_out(self, unit: Unit) -> None:
        """Let the route go on; where it draws no delivery of its own, the portal delivers at once."""
        unit.params |= {"certificate": self.number, "sha256": self.sha256}
        routing.serve(unit, self.work)
        if not routing.waits_for(unit, "deliver"):
            enqueue("deliver", f"deliver:{unit.case.pk}", {"case": str(unit.case.pk), "work": ""})
        unit.tell_applicant("issued")


KIND = Issue
