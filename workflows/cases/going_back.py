"""Where a route may go from a step by a person's order, and what then counts as undone; never across acceptance."""

from collections.abc import Callable, Iterable
from uuid import UUID

from workflows.cases import routing
from workflows.cases.models import Task
from workflows.cases.offered import Choice
from workflows.cases.telling import tell_staff
from workflows.cases.unit import Unit
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.catalogue.order import after_decision, before_acceptance, earlier_steps, follows
from workflows.engine.events import Event, Jumped, SentBack
from workflows.errors import Forbidden, Invalid, Problem

Order = Callable[[str, str], Event]
"""Makes the engine's event of a target and the open work from which it is ordered."""


def steps_back(unit: Unit, task: Task) -> list[str]:
    """Earlier steps to which this task may be sent back now, by definition, law and route."""
    step = unit.item.steps[task.element]
    wanted = step.send_back_to if step.send_back_to is not None else earlier_steps(unit.item, task.element)
    return [at for at in wanted if is_lawful(unit, at) and routing.would(unit, SentBack(at, task.work))]


def steps_anywhere(unit: Unit, task: Task) -> list[str]:
    """Steps of people at which an administrator may let the route go on, on this side of acceptance and decision."""
    steps = [at for at, step in unit.item.steps.items() if step_kinds()[step.kind].has_outcomes and at != task.element]
    return [at for at in steps if is_lawful(unit, at) and routing.would(unit, Jumped(at, task.work))]


def is_lawful(unit: Unit, element: str) -> bool:
    """Whether the step lies on the side of acceptance on which the case is, and before the decision."""
    is_accepted = unit.case.accepted_at is not None
    return before_acceptance(unit.item, element) != is_accepted and not after_decision(unit.item, element)


def must_be_among(unit: Unit, element: str, allowed: Iterable[str]) -> None:
    """Raise Forbidden for a step across acceptance or decision, Invalid for one that is not to be had otherwise."""
    if element in allowed:
        return
    if element not in unit.item.steps:
        raise Invalid(Problem("element", "required" if not element else "unknown_step"))
    if after_decision(unit.item, element):
        raise Forbidden("across_decided")
    if not is_lawful(unit, element):
        raise Forbidden("across_accepted")
    raise Invalid(Problem("element", "not_reachable"))


def go(unit: Unit, event: SentBack | Jumped, code: str) -> None:
    """Move the route, mark as undone what was done from there on, and tell all whose work it was or becomes."""
    before = _open(unit)
    again = {event.element, *follows(unit.item.process, event.element)}
    done = Task.objects.filter(case=unit.case, state=Task.State.DONE, undone_at=None, element__in=again)
    doers = set(done.values_list("done_by_id", flat=True))
    done.update(undone_at=unit.at)
    unit.route(event)
    left = {task.pk for task in _open(unit)}
    holders = {task.claimed_by_id for task in before if task.pk not in left}
    tell_staff(unit, doers | holders, code)


def choices(unit: Unit, elements: Iterable[str]) -> tuple[Choice, ...]:
    """Steps with what the pack calls them."""
    return tuple(Choice(at, unit.item.steps[at].label) for at in elements)


def _open(unit: Unit) -> list[Task]:
    return list(Task.objects.filter(case=unit.case, state=Task.State.OPEN))


def last_doer(unit: Unit, element: str) -> UUID | None:
    """Who did this step last."""
    rows = Task.objects.filter(case=unit.case, element=element).exclude(done_by=None)
    return rows.order_by("-closed_at").values_list("done_by_id", flat=True).first()
