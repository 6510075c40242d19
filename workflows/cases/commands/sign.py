"""Sign at a step to which one was added (签署): agree, or object with reasons, which its owner must answer."""

import dataclasses
from typing import ClassVar

from workflows.cases import signing
from workflows.cases.command import TaskCommand
from workflows.cases.models import Task
from workflows.cases.offered import must_be_person, must_not_be_decided, written
from workflows.cases.telling import tell_staff
from workflows.cases.unit import Unit
from workflows.errors import Forbidden, Invalid, Problem

AGREE, OBJECT = "agree", "disagree"


@dataclasses.dataclass(frozen=True)
class Sign(TaskCommand):
    """`outcome` is `agree` or `disagree`; an objection puts a finished step back into its owner's hands."""

    code: ClassVar[str] = "sign"
    kind: ClassVar[str] = "sign"
    outcome: str = ""
    opinion: str = ""

    @property
    def move(self) -> str:
        """A signature within a step is no legal act of its own."""
        return ""

    def permit(self, unit: Unit) -> None:
        """Only whoever was asked."""
        super().permit(unit)
        task = unit.task(self.task)
        must_be_person(unit, task)
        must_not_be_decided(unit)
        if task.claimed_by_id != unit.actor.person:
            raise Forbidden("not_yours")

    def carry_out(self, unit: Unit) -> None:
        """Keep the signature; the last one lets the route go on."""
        task = unit.task(self.task)
        opinion = written("opinion", self.opinion, required=self.outcome == OBJECT)
        if self.outcome not in (AGREE, OBJECT):
            raise Invalid(Problem("outcome", "required"))
        task.state, task.outcome, task.opinion = Task.State.DONE, self.outcome, opinion
        task.closed_at, task.done_by_id = unit.at, unit.actor.person
        task.save(update_fields=["state", "outcome", "opinion", "closed_at", "done_by"])
        unit.params |= {"element": task.element, "outcome": self.outcome, "place": task.place}
        main = Task.objects.get(signatures=task)
        tell_staff(unit, [main.claimed_by_id, main.done_by_id, task.added_by_id], f"signed_{self.outcome}")
        if main.state != Task.State.HELD:
            return
        if self.outcome == OBJECT:
            signing.open_again(main)
        else:
            signing.go_on(unit, main)


KIND = Sign
