"""Recall a certificate (撤回): law or facts have changed; the holder is compensated (行政许可法 8)."""

import dataclasses
from typing import Any, ClassVar

from workflows.cases.acting import must_be_said
from workflows.cases.licence import LicenceCommand
from workflows.cases.unit import Unit


@dataclasses.dataclass(frozen=True)
class RecallLicence(LicenceCommand):
    """`compensation` says what the holder gets for the loss."""

    code: ClassVar[str] = "recall_licence"
    act: ClassVar[str] = "recall"
    asks_for_law: ClassVar[bool] = True
    compensation: str = ""

    def details(self, unit: Unit) -> dict[str, Any]:
        """What the holder gets."""
        must_be_said(compensation=self.compensation)
        return {"compensation": self.compensation.strip()}


KIND = RecallLicence
