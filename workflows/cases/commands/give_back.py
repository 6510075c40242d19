"""Give a delegated task back (归还委托) with what one proposes; its owner may also call it back."""

import dataclasses
from typing import ClassVar

from workflows.cases.commands.give_opinion import must_be_outcome
from workflows.cases.holding import must_be_open, must_move
from workflows.cases.offered import Choice, Choices, OnTask, must_not_be_decided, must_not_be_own, written
from workflows.cases.telling import tell_staff
from workflows.cases.unit import Unit
from workflows.errors import Forbidden


@dataclasses.dataclass(frozen=True)
class GiveBack(OnTask):
    """Whoever prepared it hands in `outcome` and `opinion`, which the owner confirms or changes; the owner neither."""

    code: ClassVar[str] = "give_back"
    outcome: str = ""
    opinion: str = ""

    def permit(self, unit: Unit) -> None:
        """Only the two between whom it was delegated."""
        task = unit.task(self.task)
        must_not_be_own(unit)
        must_be_open(task)
        must_move(unit.case)
        must_not_be_decided(unit)
        if unit.actor.person is None or unit.actor.person not in (task.delegated_by_id, task.claimed_by_id):
            raise Forbidden("not_yours")
        if task.delegated_by_id is None:
            raise Forbidden("not_delegated")

    def choices(self, unit: Unit) -> Choices:
        """The outcomes that may be proposed; none for the owner, who only calls it back."""
        task = unit.task(self.task)
        if unit.actor.person == task.delegated_by_id:
            return {}
        return {"outcome": tuple(Choice(o.code, o.label) for o in unit.item.steps[task.element].outcomes)}

    def asks(self, unit: Unit) -> tuple[str, ...]:
        """Nothing of the owner."""
        return () if unit.actor.person == unit.task(self.task).delegated_by_id else super().asks(unit)

    def carry_out(self, unit: Unit) -> None:
        """Return it into the owner's hands, with the proposal."""
        task = unit.task(self.task)
        unit.params["element"] = task.element
        owner, other = task.delegated_by_id, task.claimed_by_id
        if unit.actor.person != owner:
            opinion = written("opinion", self.opinion, required=False)
            must_be_outcome(unit, task.element, self.outcome, opinion)
            task.proposal = {"by": str(unit.actor.person), "outcome": self.outcome, "opinion": opinion}
            unit.params["proposed"] = self.outcome
        task.claimed_by_id, task.claimed_at = owner, unit.at
        task.delegated_by_id = task.delegated_at = None
        task.save(update_fields=["proposal", "claimed_by", "claimed_at", "delegated_by", "delegated_at"])
        tell_staff(unit, [owner, other], "task_given_back")


KIND = GiveBack
