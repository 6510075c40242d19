"""Cancel a certificate (注销): what has ended goes off the register (行政许可法 70)."""

import dataclasses
from typing import ClassVar

from workflows.cases.licence import LicenceCommand


@dataclasses.dataclass(frozen=True)
class CancelLicence(LicenceCommand):
    """Names its cause and its law; it takes nothing from anybody that is not over."""

    code: ClassVar[str] = "cancel_licence"
    act: ClassVar[str] = "cancel"
    asks_for_law: ClassVar[bool] = True


KIND = CancelLicence
