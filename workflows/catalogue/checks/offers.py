"""What a step offers to people is what it can bear, and where it may be sent back to lies behind it."""

from collections.abc import Iterator

from workflows.catalogue.faults import Fault
from workflows.catalogue.item import Item, Step
from workflows.catalogue.kinds import kinds
from workflows.catalogue.lint import Check, Subject
from workflows.catalogue.offers import OFFERS, barred
from workflows.catalogue.order import after_decision, before_acceptance, earlier_steps

Told = Iterator[tuple[str, str]]


def find(subject: Subject) -> Iterator[Fault]:
    """The words of `offers`, and each target of `send_back_to`, by its own line."""
    item, data = subject.item, subject.pack.service.data["steps"]
    if any(step.kind not in kinds() or element not in item.process.nodes for element, step in item.steps.items()):
        # Told elsewhere; without a kind and a place in the drawing nothing comes before anything.
        return
    for element, step in item.steps.items():
        for place, word in enumerate(data[element].get("offers", ())):
            for code, told in _word(step, word):
                yield subject.fault(("steps", element, "offers", place), code, told)
        for place, target in enumerate(step.send_back_to or ()):
            for code, told in _target(item, step, target):
                yield subject.fault(("steps", element, "send_back_to", place), code, told)


def _word(step: Step, word: str) -> Told:
    """One word of `offers`."""
    kind = kinds()[step.kind]
    if word not in OFFERS:
        yield "unknown_offer", f"`{word}` is nothing that a step offers; there are {', '.join(OFFERS)}."
    elif not kind.has_outcomes:
        yield "nobody", "No person does this step; it offers nothing."
    elif word in barred(kind):
        yield (
            "in_person",
            f"A step of kind {step.kind} ends in a legal act, done in person and for good; drop `{word}`.",
        )


def _target(item: Item, step: Step, target: str) -> Told:
    """One step to which this one may be sent back."""
    earlier = earlier_steps(item, step.element)
    if "send_back" not in step.offers:
        yield "not_offered", "This step does not offer `send_back`; add it to `offers`, or drop the target."
    elif target not in item.steps:
        yield "unknown_step", f"`{target}` is no step; earlier ones are {', '.join(earlier) or 'none'}."
    elif after_decision(item, step.element) or after_decision(item, target):
        yield "after_decision", "What is decided is decided: nothing is sent back after a decision."
    elif target not in earlier:
        yield "not_earlier", f"No way leads from `{target}` to here; earlier are {', '.join(earlier) or 'none'}."
    elif before_acceptance(item, target) and not before_acceptance(item, step.element):
        yield "across_accepted", f"`{target}` lies before acceptance, which nothing takes back (行政许可法 32)."
    elif around := _closed(item, step.element, target):
        yield "not_enterable", f"`{target}` stands inside `{around}`, which runs many times or by an event."


def _closed(item: Item, element: str, target: str) -> str:
    """The sub-process around `target` that one cannot enter from outside; empty where there is none."""
    nodes = item.process.nodes
    own, at = set(), nodes[element].container
    while at:
        own.add(at)
        at = nodes[at].container
    at = nodes[target].container
    while at and at not in own:
        if nodes[at].loop is not None or nodes[at].by_event:
            return at
        at = nodes[at].container
    return ""


KIND = Check("offers", find)
