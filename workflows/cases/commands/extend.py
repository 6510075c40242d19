"""Extend the legal limit (延期): once, by the head of the body, before it ends, and told to the applicant."""

import dataclasses
from typing import ClassVar

from workflows.cases import clocks
from workflows.cases.acting import HeadCommand, write_act
from workflows.cases.unit import Unit
from workflows.errors import Forbidden, Invalid, Problem
from workflows.law.clock import Event, Rule
from workflows.law.extension import refusal


@dataclasses.dataclass(frozen=True)
class Extend(HeadCommand):
    """By `value` units of the limit, no more than its law allows (行政许可法 42)."""

    code: ClassVar[str] = "extend"
    value: int
    reasons: str

    def permit(self, unit: Unit) -> None:
        """Once and in time."""
        super().permit(unit)
        row = clocks.running(unit.case, "legal")
        if row is None:
            raise Forbidden("not_started")
        rule, events = Rule.from_json(row.rule), [Event.from_json(event) for event in row.events]
        why = refusal(rule, clocks.calendar_of(unit.item), events, unit.at, self.value)
        if why == "too_long":
            raise Invalid(Problem("value", "too_large", params={"limit": rule.extend}))
        if why:
            raise Forbidden(why)

    def carry_out(self, unit: Unit) -> None:
        """Move the last day, and write the notice that says why."""
        write_act(unit, self.code, self.reasons, params={"value": self.value})
        unit.params["value"] = self.value
        unit.tell_clocks(Event("extend", unit.at, value=self.value), self.code)
        unit.compose("extension_notice", body=unit.actor.body)
        unit.tell_applicant("extended")


KIND = Extend
