"""Expressions use only names that the form or the route knows."""

from collections.abc import Iterator
from difflib import get_close_matches

from workflows.catalogue.faults import Fault
from workflows.catalogue.fields import kinds
from workflows.catalogue.item import Formula
from workflows.catalogue.lint import Check, Subject


def names(subject: Subject) -> frozenset[str]:
    """What the form gives to expressions."""
    known = kinds()
    return frozenset(
        name for field in subject.item.fields if field.type in known for name in known[field.type].names(field.code)
    )


def results(subject: Subject) -> frozenset[str]:
    """Variables of the route that decision tables give."""
    return frozenset(step.result for step in subject.item.steps.values() if step.result)


def find(subject: Subject) -> Iterator[Fault]:
    """Each unknown name, in the form and in the drawing."""
    known = names(subject)
    for place, field in enumerate(subject.item.fields):
        for word, formula in (("required_when", field.required_when), ("when", field.when), ("rule", field.rule)):
            for told in _unknown(formula, known):
                yield subject.fault(("fields", place, word), "unknown_name", told)
    for place, slot in enumerate(subject.item.slots):
        for told in _unknown(slot.required_when, known):
            yield subject.fault(("papers", place, "required_when"), "unknown_name", told)
    drawn = known | {"outcome"} | set(subject.item.process.nodes) | results(subject)
    for flow in subject.item.process.flows.values():
        for told in _unknown(Formula(flow.text, flow.condition) if flow.condition else None, drawn):
            yield Fault("process.bpmn", flow.line, flow.id, "unknown_name", told)


def _unknown(formula: Formula | None, known: frozenset[str]) -> Iterator[str]:
    if formula is None:
        return
    for name in sorted(formula.expression.names - known):
        near = get_close_matches(name, known, 1)
        yield f"`{name}` in `{formula.text}` is no field; " + (
            f"did you mean `{near[0]}`?" if near else "add the field, or mend the name."
        )


KIND = Check("expressions", find)
