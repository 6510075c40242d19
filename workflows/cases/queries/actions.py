"""What an actor may do with a running task or case now, and with what to choose: the one list for pages and REST."""

import dataclasses
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from workflows.actor import Actor
from workflows.cases import commands
from workflows.cases.command import Command
from workflows.cases.models import Case, Task
from workflows.cases.offered import Choices, OnCase, OnTask
from workflows.cases.unit import Unit
from workflows.catalogue.publish import item as item_of
from workflows.errors import Invalid, NotFound, Problem, Refusal
from workflows.people.persons import name_of
from workflows.registry import discover

READ: Mapping[str, Any] = {"to": UUID, "who": UUID, "signature": UUID, "due_on": date.fromisoformat}
"""How what was sent for a field becomes its value; everything else is text."""


@dataclasses.dataclass(frozen=True)
class ActionView:
    """One thing that may be done now."""

    code: str
    asks: tuple[str, ...]
    """What is asked for, in order."""
    choices: Choices


@dataclasses.dataclass(frozen=True)
class RestView:
    """Since when and by whom a route holds still."""

    since: datetime
    by: str


def task_actions(actor: Actor, task_id: UUID) -> tuple[ActionView, ...]:
    """What this actor may do with a task, in alphabetical order; nothing for whom it does not concern."""
    task = Task.objects.select_related("case__pack").filter(pk=task_id).first()
    if task is None:
        return ()
    item, unit = item_of(task.case.pack), Unit(task.case, actor, timezone.now())
    return tuple(
        found
        for kind in of_kind(OnTask)
        if kind.concerns(actor, task, item) and (found := allowed(kind(task.pk), unit)) is not None
    )


def case_actions(actor: Actor, case_id: UUID) -> tuple[ActionView, ...]:
    """What this actor may do with a whole case; nothing for whom it does not concern."""
    case = Case.objects.select_related("pack").filter(pk=case_id).first()
    if case is None:
        return ()
    unit = Unit(case, actor, timezone.now())
    return tuple(
        found
        for kind in of_kind(OnCase)
        if kind.concerns(actor, case) and (found := allowed(kind(case.pk), unit)) is not None
    )


def of_kind(base: type[Any]) -> Iterator[type[Any]]:
    """The commands that are offered on a task, or on a case."""
    for _, kind in sorted(discover(commands).items()):
        if issubclass(kind, base):
            yield kind


def allowed(command: OnTask | OnCase, unit: Unit) -> ActionView | None:
    """The command as it would be permitted now; None where it would be refused."""
    try:
        command.permit(unit)
    except Refusal:
        return None
    return ActionView(command.code, command.asks(unit), command.choices(unit))


def command_of(code: str, about: UUID, values: Mapping[str, str]) -> Command:
    """The command with what was sent. Raises NotFound for one that is not offered, Invalid for what cannot be read."""
    kind = discover(commands).get(code)
    if kind is None or not issubclass(kind, (OnTask, OnCase)):
        raise NotFound
    known = {field.name for field in dataclasses.fields(kind)} - {"task", "case"}
    read: dict[str, Any] = {}
    for name, text in values.items():
        if name in known and text.strip():
            try:
                read[name] = READ.get(name, str)(text.strip())
            except ValueError as wrong:
                raise Invalid(Problem(name, "date" if name == "due_on" else "not_an_option")) from wrong
    command: Command = kind(about, **read)
    return command


def rest_of(case_id: UUID) -> RestView | None:
    """Since when the route of a case holds still, or None while it moves."""
    row = Case.objects.filter(pk=case_id).values("suspended_at", "suspended_by_id").first()
    if row is None or row["suspended_at"] is None:
        return None
    return RestView(row["suspended_at"], name_of(row["suspended_by_id"]))
