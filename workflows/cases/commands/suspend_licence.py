"""Suspend a certificate (暂停): it does not hold until it is resumed."""

import dataclasses
from typing import ClassVar

from workflows.cases.licence import LicenceCommand


@dataclasses.dataclass(frozen=True)
class SuspendLicence(LicenceCommand):
    """Against the holder: with reasons, law and rights."""

    code: ClassVar[str] = "suspend_licence"
    act: ClassVar[str] = "suspend"
    asks_for_law: ClassVar[bool] = True


KIND = SuspendLicence
