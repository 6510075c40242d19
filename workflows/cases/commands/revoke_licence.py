"""Revoke a certificate (撤销): it should never have been granted (行政许可法 69)."""

import dataclasses
from datetime import timedelta
from typing import Any, ClassVar

from workflows.cases.acting import must_be_said
from workflows.cases.licence import LicenceCommand
from workflows.cases.models import CreditNote
from workflows.cases.unit import Unit
from workflows.errors import Invalid, Problem
from workflows.outcomes.models import Certificate


@dataclasses.dataclass(frozen=True)
class RevokeLicence(LicenceCommand):
    """`cause` is `fraud`, the holder's, or `error`, the body's own, for which `compensation` is told."""

    code: ClassVar[str] = "revoke_licence"
    act: ClassVar[str] = "revoke"
    asks_for_law: ClassVar[bool] = True
    may_reach_back: ClassVar[bool] = True
    cause: str = ""
    compensation: str = ""

    def details(self, unit: Unit) -> dict[str, Any]:
        """Whose fault it was; only the body's own is compensated (69(4))."""
        if self.cause not in ("fraud", "error"):
            raise Invalid(Problem("cause", "required"))
        if self.cause == "error":
            must_be_said(compensation=self.compensation)
        return {"cause": self.cause, "compensation": self.compensation.strip()}

    def follow_up(self, unit: Unit, certificate: Certificate) -> None:
        """Fraud is noted against the holder, and the supervisor is told."""
        unit.params["cause"] = self.cause
        if self.cause == "fraud":
            until = unit.at + timedelta(days=3 * 365)
            CreditNote.objects.create(
                person=certificate.holder, case=unit.case, item_code=unit.case.item_code, at=unit.at, until_at=until
            )
            unit.tell_supervisor("licence_by_fraud")


KIND = RevokeLicence
