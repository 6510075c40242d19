"""What a step is shown: fields and papers that exist, and never less than it takes to decide."""

from collections.abc import Iterator

from workflows.catalogue.faults import Fault
from workflows.catalogue.item import Item
from workflows.catalogue.kinds import kinds
from workflows.catalogue.lint import Check, Subject

WHOLE = ("accept", "decide")
"""Who accepts looks whether everything is there, who decides answers for all of it."""


def find(subject: Subject) -> Iterator[Fault]:
    """Unknown codes in `reads`, and `reads` where all is needed."""
    known = codes(subject.item)
    for element, step in subject.item.steps.items():
        if step.reads is None:
            continue
        path = ("steps", element, "reads")
        if unknown := sorted(step.reads - known):
            yield subject.fault(path, "unknown_field", f"{', '.join(unknown)} is neither a field nor a paper.")
        kind = kinds().get(step.kind)
        if step.kind in WHOLE or (kind is not None and kind.decides):
            yield subject.fault(path, "reads_all", "This step answers for the whole case; leave `reads` out.")


def codes(item: Item) -> set[str]:
    """Codes of all fields and papers."""
    return {field.code for field in item.fields} | {slot.code for slot in item.slots}


KIND = Check("sight", find)
