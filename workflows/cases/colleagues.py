"""Who of a body may be given a task of a case, and who is kept out of it (回避)."""

from uuid import UUID

from django.utils import timezone

from workflows.cases.command import near, took_part
from workflows.cases.models import Task
from workflows.cases.offered import Choice
from workflows.cases.unit import Unit
from workflows.errors import Invalid, Problem
from workflows.law.label import Label
from workflows.people.organisation import posts_in
from workflows.people.persons import name_of


def able(unit: Unit, task: Task, role: str = "") -> dict[UUID, frozenset[str]]:
    """Who serves in the task's body, in `role` where one is named, and is not kept out; each with all roles there."""
    serving = posts_in(task.body_id, timezone.localdate(unit.at))
    return {
        person: roles
        for person, roles in serving.items()
        if (not role or role in roles) and not kept_out(unit, task, person)
    }


def kept_out(unit: Unit, task: Task, person: UUID) -> str:
    """Why this person may not work on the task: the own case, a relative, a part in what it judges."""
    if person == unit.case.applicant_id:
        return "own_case"
    return near(unit, person) or ("reviewed_it" if took_part(unit, task, person) else "")


def named(unit: Unit, task: Task, field: str, person: UUID | None, role: str = "") -> frozenset[str]:
    """The roles of the colleague who was named. Raises Invalid at `field` where nobody was, or nobody who may."""
    if person is None:
        raise Invalid(Problem(field, "required"))
    roles = posts_in(task.body_id, timezone.localdate(unit.at)).get(person, frozenset())
    if not roles or (role and role not in roles):
        raise Invalid(Problem(field, "not_a_colleague"))
    if person == unit.actor.person:
        raise Invalid(Problem(field, "yourself"))
    if why := kept_out(unit, task, person):
        raise Invalid(Problem(field, why))
    return roles


def choices(unit: Unit, task: Task, role: str = "") -> tuple[Choice, ...]:
    """The colleagues who may be named, by name."""
    persons = [person for person in able(unit, task, role) if person != unit.actor.person]
    names = sorted((name_of(person), str(person)) for person in persons)
    return tuple(Choice(person, Label(name, name)) for name, person in names)
