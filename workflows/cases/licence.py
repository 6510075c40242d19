"""Acts on a certificate (变更 延续 撤回 撤销 吊销 注销 更正), by the head of the body that issued it."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.utils import timezone

from workflows.cases.acting import HeadCommand, must_be_said, write_act
from workflows.cases.models import Case, WrittenAct
from workflows.cases.unit import Unit
from workflows.errors import Conflict, Forbidden, Invalid, NotFound, Problem
from workflows.law.life import IllegalMove
from workflows.outcomes import acts
from workflows.outcomes.models import Certificate, IssuedDocument
from workflows.outside.jobs import enqueue


@dataclasses.dataclass(frozen=True)
class LicenceCommand(HeadCommand):
    """One act on the newest certificate of a case, with effect from a day; its letter is sealed and served by a job."""

    act: ClassVar[str]
    """Code in `acts.ACTS`."""
    asks_for_law: ClassVar[bool] = False
    may_reach_back: ClassVar[bool] = False
    """Whether it may hold for days that have passed."""
    from_on: date
    reasons: str
    bases: tuple[str, ...] = ()

    @property
    def move(self) -> str:
        """None in the life of the case, which is over: the certificate has a life of its own."""
        return ""

    def permit(self, unit: Unit) -> None:
        """What the status allows on that day, and one act at a time."""
        super().permit(unit)
        certificate = certificate_of(unit.case)
        if self.from_on < timezone.localdate(unit.at) and not self.may_reach_back:
            raise Forbidden("reaches_back")
        if waits_for_its_letter(unit.case):
            raise Conflict("act_pending")
        try:
            acts.must_allow(self.act, certificate, self.from_on)
        except IllegalMove as illegal:
            raise Conflict(f"licence_{illegal.state}") from illegal

    def carry_out(self, unit: Unit) -> None:
        """Write the act; what it does to the certificate follows with its letter."""
        certificate = certificate_of(unit.case)
        must_be_said(reasons=self.reasons, **({"bases": "".join(self.bases)} if self.asks_for_law else {}))
        about = {"certificate": certificate.number, "from_on": self.from_on.isoformat()}
        write_act(unit, self.code, self.reasons, self.bases, about | {"act": self.act} | self.details(unit))
        unit.params |= about | {"act": self.act}
        seq = unit.case.version + 1
        enqueue("licence_act", f"licence_act:{unit.case.pk}:{seq}", {"case": str(unit.case.pk), "seq": seq})
        self.follow_up(unit, certificate)

    def details(self, unit: Unit) -> dict[str, Any]:
        """What this act says beyond the others, for its row."""
        return {}

    def follow_up(self, unit: Unit, certificate: Certificate) -> None:
        """What follows besides."""


@dataclasses.dataclass(frozen=True)
class ReplacingCommand(LicenceCommand):
    """An act by which a certificate with other values takes this one's place."""

    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    """By field of the form, what the new certificate says instead; fields that it does not print are refused."""

    def details(self, unit: Unit) -> dict[str, Any]:
        """The new values by the Chinese label under which they are printed."""
        labels = {code: label.zh for label, code in unit.item.result.fields}
        problems = [Problem(code, "unknown_field") for code in self.values if code not in labels]
        problems += [Problem(code, "required") for code, text in self.values.items() if not text.strip()]
        if problems:
            raise Invalid(*problems)
        return {"values": {labels[code]: text.strip() for code, text in self.values.items()}}


def certificate_of(case: Case) -> Certificate:
    """The newest certificate of the case. Raises NotFound."""
    row = Certificate.objects.filter(case=case.pk).order_by("-at", "-pk").first()
    if row is None:
        raise NotFound
    return row


def waits_for_its_letter(case: Case) -> bool:
    """Whether an act on the certificate was decided whose letter is not served yet."""
    last = WrittenAct.objects.filter(case=case, params__has_key="certificate").order_by("seq").last()
    served = IssuedDocument.objects.filter(case=case.pk, seq=last.seq if last else 0, kind__startswith="certificate_")
    return last is not None and not served.exists()
