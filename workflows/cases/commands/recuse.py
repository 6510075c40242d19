"""Recuse (回避): a clerk stands back from a case, and the task goes to others of the role."""

import dataclasses
from typing import ClassVar

from workflows.cases.acting import must_be_said
from workflows.cases.command import TaskCommand
from workflows.cases.models import Recusal, Task
from workflows.cases.unit import Unit
from workflows.errors import Forbidden


@dataclasses.dataclass(frozen=True)
class Recuse(TaskCommand):
    """By who holds the role; from then on nothing in this case is for this person's hands."""

    code: ClassVar[str] = "recuse"
    reasons: str

    @property
    def move(self) -> str:
        """Who works on a case is no legal act."""
        return ""

    def permit(self, unit: Unit) -> None:
        """A person; who is the applicant or near to the applicant may say so too."""
        if unit.actor.person is None:
            raise Forbidden("needs_person")

    def carry_out(self, unit: Unit) -> None:
        """Write it down, and give back every task of the case that this person holds."""
        must_be_said(reasons=self.reasons)
        assert unit.actor.person is not None  # noqa: S101 - permit saw to it
        Recusal.objects.get_or_create(
            case=unit.case, person_id=unit.actor.person, defaults={"reasons": self.reasons.strip(), "at": unit.at}
        )
        held = Task.objects.filter(case=unit.case, state=Task.State.OPEN, claimed_by_id=unit.actor.person)
        held.update(claimed_by=None, claimed_at=None, delegated_by=None, delegated_at=None)
        unit.params["element"] = unit.task(self.task).element


KIND = Recuse
