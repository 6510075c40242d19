"""Conclude a step by one of its outcomes: send, take, handle, call back, pay, follow up; its verb is the legal act."""

import dataclasses
from typing import ClassVar

from workflows.cases import clocks
from workflows.cases.command import TaskCommand, move_on
from workflows.cases.commands.give_opinion import must_be_outcome
from workflows.cases.unit import Unit
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.catalogue.step_kind import ADVERSE
from workflows.errors import Forbidden, Invalid, Problem
from workflows.law.articles import cite
from workflows.people.organisation import bodies

UNIT = "unit"
"""The route's variable that names the body for the steps of the unit."""


@dataclasses.dataclass(frozen=True)
class Conclude(TaskCommand):
    """One of the outcomes that the item defines for this step; `unit` is the code of the body that goes on, if asked.

    Raises Invalid where the outcome, the reasons or the unit are missing.
    """

    code: ClassVar[str] = "conclude"
    outcome: str
    opinion: str = ""
    unit: str = ""

    @property
    def move(self) -> str:
        """Which legal act it is only the item tells; a follow-up is none."""
        return ""

    def permit(self, unit: Unit) -> None:
        """Only steps of kinds that end this way, and nobody who handled the matter verifies it."""
        super().permit(unit)
        if not step_kinds()[unit.task(self.task).kind].concludes:
            raise Forbidden("other_kind")

    def carry_out(self, unit: Unit) -> None:
        """Make the move, turn the clocks, write what goes out, close the task."""
        task = unit.task(self.task)
        step, kind = unit.item.steps[task.element], step_kinds()[task.kind]
        must_be_outcome(unit, task.element, self.outcome, self.opinion)
        found = step.outcome(self.outcome)
        verb = found.verb if found is not None else ""
        variables: dict[str, str] = {}
        if kind.names_unit and verb:
            if self.unit not in bodies():
                raise Invalid(Problem("unit", "required" if not self.unit else "not_an_option"))
            variables[UNIT] = unit.params["unit"] = self.unit
        if verb:
            self._act(unit, verb)
        unit.close_task(task, self.outcome, self.opinion.strip(), **variables)

    def _act(self, unit: Unit, verb: str) -> None:
        move_on(unit, verb)
        unit.params["act"] = verb
        clocks.turn(unit.case, unit.item, verb, unit.at)
        if verb in ADVERSE:
            basis = unit.item.bases[0]
            named = cite(f"{basis.law.zh} {basis.article.split(',')[0]}", "zh-hans")
            unit.compose("non_acceptance", reasons=self.opinion.strip(), basis=named)
            unit.tell_applicant("not_accepted")
        elif verb in ("report_done", "answer_at_once"):
            unit.compose("reply", reasons=self.opinion.strip(), basis="")
            unit.tell_applicant("answered")


KIND = Conclude
