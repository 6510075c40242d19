"""Lapse (视为撤回): no answer to a correction notice came in time, and a local rule of the item says what follows."""

import dataclasses
from typing import ClassVar

from workflows.cases import routing
from workflows.cases.acting import write_act
from workflows.cases.command import SystemCommand
from workflows.cases.models import Clock
from workflows.cases.unit import Unit
from workflows.errors import Conflict
from workflows.law.articles import cite


@dataclasses.dataclass(frozen=True)
class Lapse(SystemCommand):
    """The clock `clock` of the applicant's answer ran out."""

    code: ClassVar[str] = "lapse"
    clock: int

    def permit(self, unit: Unit) -> None:
        """Only under a rule of the item, and only while that very clock still runs."""
        limit = unit.item.limits.get("correction")
        running = Clock.objects.filter(pk=self.clock, case=unit.case, stopped_at=None, red_at__lte=unit.at)
        if limit is None or limit.silence != "lapse" or not running.exists():
            raise Conflict("answered")

    def carry_out(self, unit: Unit) -> None:
        """End the case in writing; the applicant may ask anew at any time."""
        basis = unit.item.limits["correction"].basis
        reasons = "申请人在补正告知书规定的期限内没有补正，也没有说明理由，申请视为撤回；可以随时重新提出申请。"
        write_act(unit, self.code, reasons, [cite(basis, "zh-hans")])
        unit.case.corrections.filter(answered_at=None).update(answered_at=unit.at)
        unit.case.finished_at = unit.at
        unit.stop_clock("correction")
        routing.end(unit)
        unit.compose("lapse_notice")
        unit.tell_applicant("lapsed")


KIND = Lapse
