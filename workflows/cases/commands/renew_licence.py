"""Renew a certificate (延续): a new term follows the old one (行政许可法 50)."""

import dataclasses
from typing import ClassVar

from workflows.cases.licence import ReplacingCommand


@dataclasses.dataclass(frozen=True)
class RenewLicence(ReplacingCommand):
    """`from_on` is the first day of the new term."""

    code: ClassVar[str] = "renew_licence"
    act: ClassVar[str] = "renew"


KIND = RenewLicence
