"""Give an opinion: review (审查) and consult (征求意见) end with an outcome and, where it is adverse, with reasons."""

import dataclasses
from typing import ClassVar

from workflows.cases.command import TaskCommand
from workflows.cases.unit import Unit
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.errors import Forbidden, Invalid, Problem


@dataclasses.dataclass(frozen=True)
class GiveOpinion(TaskCommand):
    """One of the outcomes that the item defines for this step."""

    code: ClassVar[str] = "give_opinion"
    outcome: str
    opinion: str = ""

    def permit(self, unit: Unit) -> None:
        """Only steps that ask for an opinion; a clerk cannot decide by this door."""
        super().permit(unit)
        if step_kinds()[unit.task(self.task).kind].opinion_verb != self.code:
            raise Forbidden("other_kind")

    def carry_out(self, unit: Unit) -> None:
        """Close the task with its outcome."""
        task = unit.task(self.task)
        must_be_outcome(unit, task.element, self.outcome, self.opinion)
        unit.close_task(task, self.outcome, self.opinion.strip())


def must_be_outcome(unit: Unit, element: str, outcome: str, reasons: str) -> None:
    """Raise Invalid unless the step offers this outcome and it has the reasons it needs."""
    offered = {found.code: found for found in unit.item.steps[element].outcomes}
    if outcome not in offered:
        raise Invalid(Problem("outcome", "required" if not outcome else "unknown_outcome"))
    if offered[outcome].needs_reason and not reasons.strip():
        raise Invalid(Problem("opinion", "required"))


KIND = GiveOpinion
