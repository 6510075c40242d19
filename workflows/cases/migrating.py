"""What carrying a case to another version of its item would do, and why it may not be done; nothing is written."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from workflows.cases import clocks
from workflows.cases.facts import FactBook
from workflows.cases.models import Case, Correction, Paper, Task
from workflows.catalogue.item import Item
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.catalogue.models import PackVersion
from workflows.catalogue.publish import item as item_of
from workflows.engine import Context, Marking
from workflows.engine.migrate import Migration, Refusal, migrate

CLAIM = ("claimed_by", "claimed_at", "delegated_by", "delegated_at", "proposal")


@dataclass(frozen=True)
class Course:
    """How cases are to be carried: where each element goes, and which answers the new form may do without."""

    to: PackVersion
    elements: Mapping[str, str] = field(default_factory=dict)
    """Old id to new id of elements and flows; what is left out keeps its id."""
    lose: frozenset[str] = frozenset()
    """Codes of fields and papers whose loss was looked at: the facts stay, the new form does not show them."""


@dataclass(frozen=True)
class Plan:
    """What it would do to one case."""

    case: Case
    migration: Migration
    refusals: tuple[Refusal, ...]
    """Those of the route and those of the case; empty where it may be done."""


def plan(case: Case, course: Course, at: datetime) -> Plan:
    """What would move where in this case, and everything that stands against it."""
    old, new = item_of(case.pack), item_of(course.to)
    known = FactBook.of(case, old)
    context = Context(FactBook.of(case, new).scope(), at, clocks.calendar_of(new))
    marking = Marking.from_json(case.marking) if case.marking else Marking.empty()
    found = migrate(old.process, new.process, marking, course.elements, context)
    against = [*found.refusals, *_of_case(case, course, old, new), *_of_steps(marking, course, old, new)]
    against += _lost(case, course, set(known.known), new)
    return Plan(case, found, tuple(against))


def _of_case(case: Case, course: Course, old: Item, new: Item) -> Iterator[Refusal]:
    if case.pack_id == course.to.pk:
        yield Refusal("", "same_version", "it runs on this version already")
    if (old.code, old.kind) != (new.code, new.kind):
        yield Refusal("", "other_matter", f"a {old.code} ({old.kind}) does not become a {new.code} ({new.kind})")
    if case.state == "draft":
        yield Refusal("", "is_draft", "a draft stays on the form that its applicant began with")
    if case.finished_at is not None:
        yield Refusal("", "is_finished", "the case is finished")


def _of_steps(marking: Marking, course: Course, old: Item, new: Item) -> Iterator[Refusal]:
    """Open work whose step would be another kind of act, or is described nowhere."""
    for element in sorted(set(marking.work.values())):
        target = course.elements.get(element, element)
        before, after = old.steps.get(element), new.steps.get(target)
        if before is None or target not in new.process.nodes:
            continue
        if after is None or after.kind != before.kind:
            now = f"of kind {after.kind}" if after else "not described"
            yield Refusal(element, "other_step", f"a step of kind {before.kind} would be {now}")


def _lost(case: Case, course: Course, known: set[str], new: Item) -> Iterator[Refusal]:
    """Answers and papers that the new form has no place for."""
    papers = set(Paper.objects.filter(case=case, removed_at=None).values_list("slot", flat=True))
    gone = {("field", code) for code in known if new.field(code) is None}
    gone |= {("paper", code) for code in papers if new.slot(code) is None}
    for what, code in sorted(gone):
        if code not in course.lose:
            yield Refusal("", f"lost_{what}", f"{code} has an answer and no place in the new form")
    # A correction names what it asks for; without it nobody could read or answer the notice.
    for notice in Correction.objects.filter(case=case):
        for point in notice.points:
            there = new.field(point["code"]) if point["kind"] == "field" else new.slot(point["code"])
            if there is None:
                yield Refusal("", "asked_about", f"a correction notice asks about {point['code']}")


def move_tasks(case: Case, course: Course, new: Item) -> None:
    """Name the element of every task as the new drawing does, and give open ones to whoever does them there."""
    for task in Task.objects.filter(case=case):
        element = course.elements.get(task.element, task.element)
        step = new.steps.get(element)
        if step is None:
            continue
        task.element = element
        # A colleague who signs stays the one who was asked.
        is_open = task.signs_id is None and task.state in (Task.State.OPEN, Task.State.HELD)
        if is_open and step_kinds()[step.kind].has_outcomes:
            if (task.body_id, task.role) != (step.body, step.role):
                task.claimed_by, task.claimed_at = None, None
                task.delegated_by, task.delegated_at, task.proposal = None, None, None
            task.kind, task.body_id, task.role = step.kind, step.body, step.role
        task.save(update_fields=["element", "kind", "body", "role", *CLAIM])
