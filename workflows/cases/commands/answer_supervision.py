"""Answer an order of supervision (督办回复): the body says how the step stands and what it does about it."""

import dataclasses
from typing import ClassVar

from workflows.cases.models import Supervision
from workflows.cases.offered import OnTask, must_not_be_own, written
from workflows.cases.telling import tell_staff
from workflows.cases.unit import Unit
from workflows.errors import Forbidden


@dataclasses.dataclass(frozen=True)
class AnswerSupervision(OnTask):
    """By anybody who holds the role of the task; also when the task, or the case, is over meanwhile."""

    code: ClassVar[str] = "answer_supervision"
    answer: str = ""

    def permit(self, unit: Unit) -> None:
        """Only where an order waits for an answer."""
        must_not_be_own(unit)
        if not Supervision.objects.filter(task=self.task, answered_at=None).exists():
            raise Forbidden("nothing_to_answer")

    def carry_out(self, unit: Unit) -> None:
        """Write the answer, and tell who asked."""
        order = Supervision.objects.select_related("task").get(task=self.task, answered_at=None)
        order.answer = unit.note = written("answer", self.answer)
        order.answered_at, order.answered_by_id = unit.at, unit.actor.person
        order.answered_client = unit.actor.client
        order.save(update_fields=["answer", "answered_at", "answered_by", "answered_client"])
        unit.params |= {"element": order.task.element, "order": order.pk, "late": unit.at > order.due_at}
        tell_staff(unit, [order.ordered_by_id], "supervision_answered")


KIND = AnswerSupervision
