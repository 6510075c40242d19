"""Every scenario of the pack goes the way it tells."""

from collections.abc import Iterator

from workflows.catalogue.faults import Fault, PackRefused
from workflows.catalogue.fields import kinds
from workflows.catalogue.lint import Check, Subject
from workflows.catalogue.located import Path
from workflows.catalogue.shape import shape_faults
from workflows.catalogue.simulate import NotAsTold, simulate


def find(subject: Subject) -> Iterator[Fault]:
    """Scenarios that cannot be read, or go another way."""
    try:
        located = subject.pack.scenarios
    except PackRefused as error:
        yield from error.faults
        return
    faults = shape_faults(located, "scenarios")
    yield from faults
    if faults or any(field.type not in kinds() for field in subject.item.fields):
        return
    for place, scenario in enumerate(located.data):
        for field in sorted(set(scenario["given"]) - {field.code for field in subject.item.fields}):
            yield located.fault((place, "given", field), "unknown_field", f"The form has no field `{field}`.")
        try:
            simulate(subject.item, scenario)
        except NotAsTold as error:
            path: Path = (place, "then") if error.place is None else (place, "when", error.place)
            yield located.fault(path, "not_as_told", f"{scenario['code']}: {error.message}.")


KIND = Check("scenarios", find)
