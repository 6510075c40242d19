"""Strip the holder of a certificate (吊销): a penalty for what the holder did (行政处罚法 9)."""

import dataclasses
from typing import ClassVar

from workflows.cases.licence import LicenceCommand


@dataclasses.dataclass(frozen=True)
class StripLicence(LicenceCommand):
    """Against the holder: with reasons, law and rights."""

    code: ClassVar[str] = "strip_licence"
    act: ClassVar[str] = "strip"
    asks_for_law: ClassVar[bool] = True


KIND = StripLicence
