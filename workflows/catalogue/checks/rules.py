"""Steps that ask a decision table name one that is there, with inputs that the form or the route gives."""

from collections.abc import Iterator
from difflib import get_close_matches

from workflows.catalogue.checks.expressions import names, results
from workflows.catalogue.decisions import asked_of
from workflows.catalogue.faults import Fault
from workflows.catalogue.item import Step
from workflows.catalogue.kinds import kinds
from workflows.catalogue.lint import Check, Subject
from workflows.catalogue.order import before_acceptance


def find(subject: Subject) -> Iterator[Fault]:
    """Decisions, inputs and results of each step; what may grant by rule."""
    for element, step in subject.item.steps.items():
        kind = kinds().get(step.kind)
        if kind is None:
            continue
        path = ("steps", element)
        if kind.asks_decision != bool(step.decision):
            told = "Name its `decision`." if kind.asks_decision else f"A step of kind {step.kind} asks no decision."
            yield subject.fault((*path, "decision"), "decision", told)
        elif step.decision:
            yield from _decision(subject, step)
        if step.result and step.result in names(subject):
            told = f"`{step.result}` is a field; name the result otherwise."
            yield subject.fault((*path, "result"), "taken", told)
        if kind.grants_by_rule:
            yield from _grant(subject, step)


def _decision(subject: Subject, step: Step) -> Iterator[Fault]:
    """The decision is there once, and everything that it needs is known."""
    models, path = subject.item.decisions, ("steps", step.element, "decision")
    found = asked_of(models, step.decision)
    if len(found) != 1:
        known = sorted(name for model in models.values() for name in model.decisions)
        near = get_close_matches(step.decision, known, 1)
        there = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(known) or 'none'}."
        told = f"`{step.decision}` stands in no *.dmn file; {there}"
        if found:
            told = f"`{step.decision}` stands in {' and '.join(file for file, _ in found)}; rename one."
        yield subject.fault(path, "ambiguous_decision" if found else "unknown_decision", told)
        return
    ((file, model),) = found
    known_names = names(subject) | results(subject) | set(subject.item.process.nodes)
    for part in model.inputs_of(step.decision):
        if part.name not in known_names:
            near = get_close_matches(part.name, known_names, 1)
            told = f"`{part.name}` is no field; " + (f"did you mean `{near[0]}`?" if near else "add it to the form.")
            yield Fault(file, part.line, part.id.rpartition("#")[2], "unknown_name", told)


def _grant(subject: Subject, step: Step) -> Iterator[Fault]:
    """A grant by rule comes after acceptance, and the applicant may ask for a person instead."""
    field = subject.item.field(step.person_on)
    if field is None or field.type != "boolean":
        told = "Name the yes-or-no field by which the applicant asks for a person (个人信息保护法 24)."
        yield subject.fault(("steps", step.element, "person_on"), "no_person", told)
    if step.element in subject.item.process.nodes and before_acceptance(subject.item, step.element):
        yield subject.drawn(step.element, "before_acceptance", "Nothing is granted before it is accepted.")


KIND = Check("rules", find)
