"""The drawing and the steps are the same route, and no way through it misses the decision."""

from collections.abc import Iterator

from workflows.catalogue.build import drawing_fault
from workflows.catalogue.checks.expressions import names
from workflows.catalogue.decisions import GRANT
from workflows.catalogue.faults import Fault
from workflows.catalogue.kinds import kinds
from workflows.catalogue.lint import Check, Subject
from workflows.engine import Process
from workflows.engine import check as check_drawing

WORK = frozenset({"task", "userTask", "serviceTask", "manualTask", "sendTask", "receiveTask", "businessRuleTask"})
NO_DECISION = "not_accept"
"""The outcome after which a case ends without a decision, because it was never accepted."""
ANSWERED = "answered"
"""The message that comes when the applicant has answered a request for corrections."""


def find(subject: Subject) -> Iterator[Fault]:
    """What the engine's own linter finds, and what only the two files together tell."""
    yield from map(drawing_fault, check_drawing(subject.item.process))
    nodes, steps = subject.item.process.nodes, subject.item.steps
    for element, node in nodes.items():
        if node.called:
            yield subject.drawn(element, "called", "A route is one drawing; draw a sub-process instead of a call.")
        if node.tag in WORK and element not in steps:
            yield subject.drawn(element, "no_step", f"service.yaml has no step `{element}`; describe it under `steps`.")
    for element, step in steps.items():
        kind = kinds().get(step.kind)
        if element not in nodes:
            yield subject.fault(
                ("steps", element), "not_drawn", "The drawing has no such element; draw it, or remove it."
            )
        elif kind and nodes[element].tag not in kind.tags:
            told = f"A step of kind {step.kind} is drawn as {' or '.join(sorted(kind.tags))}, not {nodes[element].tag}."
            yield subject.drawn(element, "wrong_element", told)
    yield from _names(subject)
    yield from _decision(subject)
    yield from _correction(subject)


def _names(subject: Subject) -> Iterator[Fault]:
    """Elements that are called like a field: their outcome would hide the applicant's answer from every condition."""
    for element in sorted(names(subject) & set(subject.item.process.nodes)):
        yield subject.drawn(element, "taken", f"`{element}` is also a field of the form; rename one of both.")


def _decision(subject: Subject) -> Iterator[Fault]:
    """A route that can miss a decision: an end, or a certificate, that can be reached without one."""
    if subject.item.kind == "work_order":
        yield from _handled(subject)
        return
    by_kind = {kind: {e for e, s in subject.item.steps.items() if s.kind == kind} for kind in ("decide", "issue")}
    if not by_kind["decide"]:
        yield subject.fault(("steps",), "no_decision", "No step decides; add one of kind `decide`.")
        return
    process = subject.item.process
    by_rule = {e for e, s in subject.item.steps.items() if s.kind in kinds() and kinds()[s.kind].grants_by_rule}
    for element in sorted(_reached(process, by_kind["decide"], by_rule)):
        if element in by_kind["issue"]:
            yield subject.drawn(element, "no_decision", "This can be reached without a decision.")
        elif process.nodes[element].tag == "endEvent":
            told = f"The case can end here without a decision; only `{NO_DECISION}` may lead past it, as a condition."
            yield subject.drawn(element, "no_decision", told)


def _handled(subject: Subject) -> Iterator[Fault]:
    """A report that can end although nobody answered or handled it."""
    ends_it = {e for e, step in subject.item.steps.items() if step.kind in ("triage", "handle")}
    process = subject.item.process
    for element in sorted(_reached(process, ends_it, set())):
        if process.nodes[element].tag == "endEvent":
            yield subject.drawn(element, "no_decision", "The report can end here though nobody handled it.")


def _reached(process: Process, without: set[str], by_rule: set[str]) -> set[str]:
    """Elements that some way leads to which passes neither `without`, nor a grant by rule, nor a lawful end before
    acceptance.
    """
    # By the drawing alone: what a condition would rule out at run time is not trusted to.
    lawful = [NO_DECISION, *(f'{element}.outcome = "{GRANT}"' for element in by_rule)]
    found = set(process.starts[""])
    waiting = list(found)
    while waiting:
        element = waiting.pop()
        if element in without:
            continue
        node = process.nodes[element]
        ways = [flow for flow in node.outgoing if not any(words in flow.text for words in lawful)]
        following = {flow.target for flow in ways} | set(node.boundaries)
        waiting += following - found
        found |= following
    return found


def _correction(subject: Subject) -> Iterator[Fault]:
    """Who asks for corrections must wait for the answer."""
    asks = [e for e, s in subject.item.steps.items() if any(o.verb == "ask_correction" for o in s.outcomes)]
    waits = [
        node
        for node in subject.item.process.nodes.values()
        if node.definition and node.definition.kind.code == "message" and node.definition.name == ANSWERED
    ]
    if asks and not waits:
        yield subject.drawn(asks[0], "no_answer", f"Nothing waits for the answer; draw a catch event of `{ANSWERED}`.")


KIND = Check("route", find)
