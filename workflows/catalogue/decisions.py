"""The decision tables of a pack: read file by file, and asked by a step with what a case knows."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workflows.catalogue.faults import Fault
from workflows.engine.dmn import Model, Outcome, read_decisions
from workflows.engine.dmn import Rule as TableRule
from workflows.engine.faults import Failed, Reason, Unreadable
from workflows.engine.feel import FeelError
from workflows.engine.values import Context

if TYPE_CHECKING:
    from workflows.catalogue.item import Step

GRANT, TO_PERSON = "grant", "to_person"
"""How a step ends that grants by rule: it grants, or it leaves the decision to a person; it never refuses."""


@dataclass(frozen=True)
class Hit:
    """A rule that fired."""

    table: str
    rule: str
    """Its id, or its row where it has none."""
    why: str
    """What its author wrote beside it."""


@dataclass(frozen=True)
class Ruling:
    """What a decision table said to a step."""

    element: str
    decision: str
    value: Any
    hits: tuple[Hit, ...]

    def told(self) -> dict[str, Any]:
        """What history and ledger keep of it: names and ids that stand in the pack, no value of the case."""
        hits = [{"table": hit.table, "rule": hit.rule} for hit in self.hits]
        return {"element": self.element, "decision": self.decision, "hits": hits}


def read_all(files: Mapping[str, bytes]) -> tuple[dict[str, Model], list[Fault]]:
    """Each `*.dmn` file compiled, by its name, and every fault; one may import another in any order."""
    left = {name: content for name, content in sorted(files.items()) if name.endswith(".dmn")}
    models: dict[str, Model] = {}
    faults: list[Fault] = []
    while left:
        faults, before = [], len(models)
        for name, content in list(left.items()):
            try:
                models[name] = read_decisions(content, models.values())
                del left[name]
            except Unreadable as error:
                faults += [_told(name, fault) for fault in error.faults]
        if len(models) == before:
            break
    return models, faults


def _told(name: str, fault: Any) -> Fault:
    message = " ".join(part for part in (fault.message, fault.instead) if part)
    return Fault(name, fault.line, fault.element, fault.code, message)


def asked_of(models: Mapping[str, Model], decision: str) -> list[tuple[str, Model]]:
    """The files, with their models, in which a decision of this name or id stands."""
    return [(name, model) for name, model in models.items() if model.holds(decision)]


def rule(models: Mapping[str, Model], step: "Step", view: Mapping[str, Any], context: Context) -> Ruling:
    """Ask the decision of a step. Raises Failed where it cannot be made or its table contradicts itself."""
    found_in = asked_of(models, step.decision)
    if not found_in:
        raise Failed(Reason(step.element, "decision", "there is no such decision", step.decision))
    _, model = found_in[0]
    names = [part.name for part in model.inputs_of(step.decision)]
    types = {name: type(view[name]).__name__ if name in view else "missing" for name in names}
    try:
        found = model.evaluate(step.decision, {name: view.get(name) for name in names}, context.calendar, context.now)
    except FeelError as error:
        raise Failed(Reason(step.element, "decision", str(error), step.decision, types)) from error
    if found.problems:
        raise Failed(Reason(step.element, "decision", ", ".join(found.problems), step.decision, types))
    return Ruling(step.element, step.decision, found.value, _hits(found))


def _hits(found: Outcome) -> tuple[Hit, ...]:
    tables = [table for made in found.decisions for table in made.tables]
    return tuple(Hit(table.table, _id(one), one.description) for table in tables for one in table.hits)


def _id(one: TableRule) -> str:
    return one.id or str(one.number)


def variables_of(step: "Step", ruling: Ruling, view: Mapping[str, Any]) -> dict[str, Any]:
    """What the route is told: the value under the step's result, or how the step that grants by rule ended."""
    if not step.person_on:
        return {step.result: ruling.value}
    # Personal Information Protection Law 24: whoever asks for a person gets one, whatever the rule says.
    grants = ruling.value in (True, GRANT) and view.get(step.person_on) is not True
    return {step.element: {"outcome": GRANT if grants else TO_PERSON}}
