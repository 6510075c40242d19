"""Take back one's own last action (取回), while nobody has acted on what follows."""

import dataclasses
from typing import ClassVar

from workflows.cases import routing, signing
from workflows.cases.holding import must_move, who_closed
from workflows.cases.models import Event, Task
from workflows.cases.offered import OnTask, must_not_be_decided, must_not_be_own, must_offer
from workflows.cases.telling import in_charge, tell_staff
from workflows.cases.unit import Unit
from workflows.catalogue.order import follows
from workflows.engine.events import SentBack, TakenBack
from workflows.engine.values import Loop
from workflows.errors import Conflict, Forbidden
from workflows.people.persons import name_of


@dataclasses.dataclass(frozen=True)
class TakeBack(OnTask):
    """`task` is the finished one; its step is open again, with the route's variables of the moment it was opened."""

    code: ClassVar[str] = "take_back"
    offer: ClassVar[str] = "take_back"

    def permit(self, unit: Unit) -> None:
        """One's own, finished, no legal act, and untouched since."""
        task = unit.task(self.task)
        must_not_be_own(unit)
        must_not_be_decided(unit)
        must_move(unit.case)
        must_offer(unit, task, self.offer)
        if task.state not in (Task.State.DONE, Task.State.HELD) or task.undone_at is not None or task.signs_id:
            raise Forbidden("nothing_to_take_back")
        if (task.done_by_id, task.done_by_client) != (unit.actor.person, unit.actor.client):
            raise Forbidden("not_yours")
        finished = Event.objects.filter(case=unit.case, at=task.closed_at or unit.at)
        if finished.exclude(from_state=unit.case.state, to_state=unit.case.state).exists():
            raise Forbidden("legal_act")
        if task.state == Task.State.HELD:
            nobody_signed_since(task)
        else:
            nobody_acted_since(unit, task)
            if not routing.would(unit, event_of(unit, task)):
                raise Conflict("moved_on", when=unit.case.changed_at)

    def carry_out(self, unit: Unit) -> None:
        """Open the step again for whoever did it; what had opened behind it leaves the inboxes."""
        task = unit.task(self.task)
        unit.params["element"] = task.element
        if task.state == Task.State.HELD:
            tell_staff(unit, in_charge(unit, task.signatures.filter(state=Task.State.OPEN)), "taken_back")
            signing.open_again(task)
            return
        behind = in_charge(unit, following(unit, task))
        Task.objects.filter(pk=task.pk).update(undone_at=unit.at)
        routing.advance_case(unit, event_of(unit, task))
        opened = Task.objects.filter(case=unit.case, element=task.element, state=Task.State.OPEN, opened_at=unit.at)
        opened.update(claimed_by_id=unit.actor.person, claimed_at=unit.at if unit.actor.person else None)
        tell_staff(unit, behind, "taken_back")


def following(unit: Unit, task: Task) -> list[Task]:
    """What has been opened since at the steps behind, and at this one again."""
    behind = {task.element, *follows(unit.item.process, task.element)}
    rows = Task.objects.filter(case=unit.case, element__in=behind, opened_at__gte=task.closed_at)
    return list(rows.exclude(pk=task.pk).order_by("opened_at", "work"))


def nobody_acted_since(unit: Unit, task: Task) -> None:
    """Raise Conflict with who and when where somebody took, finished or ended what follows."""
    loop = loop_of(unit, task)
    for row in following(unit, task):
        if row.element == task.element and loop is not None and not loop.sequential:
            continue
        if row.state != Task.State.OPEN or (row.element == task.element and loop is None):
            raise Conflict("moved_on", who_closed(row), row.closed_at or row.opened_at)
        if row.claimed_by_id not in (None, unit.actor.person):
            raise Conflict("moved_on", name_of(row.claimed_by_id), row.claimed_at)


def nobody_signed_since(task: Task) -> None:
    """Raise Conflict where a colleague has signed what was finished."""
    signed = task.signatures.filter(state=Task.State.DONE, closed_at__gte=task.closed_at).first()
    if signed is not None:
        raise Conflict("moved_on", name_of(signed.done_by_id), signed.closed_at)


def loop_of(unit: Unit, task: Task) -> Loop | None:
    """How the step runs many times, where it is one vote of many and the others keep theirs."""
    drawn = (unit.item.process, *unit.item.process.called.values())
    loop = next(process.nodes[task.element].loop for process in drawn if task.element in process.nodes)
    return None if loop is None or loop.standard else loop


def event_of(unit: Unit, task: Task) -> SentBack | TakenBack:
    """What the engine is told: one vote of many is open again, or the route goes back to the step."""
    if loop_of(unit, task) is not None:
        return TakenBack(task.work)
    near = [row.work for row in following(unit, task) if row.state == Task.State.OPEN]
    return SentBack(task.element, near[0] if near else "")


KIND = TakeBack
