"""Resume a suspended certificate (恢复)."""

import dataclasses
from typing import ClassVar

from workflows.cases.licence import LicenceCommand


@dataclasses.dataclass(frozen=True)
class ResumeLicence(LicenceCommand):
    """The cause of the suspension has gone."""

    code: ClassVar[str] = "resume_licence"
    act: ClassVar[str] = "resume"


KIND = ResumeLicence
