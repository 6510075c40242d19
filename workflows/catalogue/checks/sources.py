"""Values are taken from sources that exist, into fields that exist, and a case is about something the form asks."""

from collections.abc import Iterator

from workflows.catalogue.faults import Fault
from workflows.catalogue.item import Source
from workflows.catalogue.lint import Check, Subject
from workflows.catalogue.located import Path
from workflows.catalogue.registers import registers


def find(subject: Subject) -> Iterator[Fault]:
    """Unknown registers and fields under `sources`, keys that nothing fills, and fields of the object."""
    for place, source in enumerate(subject.item.sources):
        path: Path = ("sources", place)
        yield from _from(subject, source, path)
        for ours in source.fills.values():
            if subject.item.field(ours) is None:
                yield subject.fault((*path, "fills"), "unknown_field", f"The form has no field `{ours}`.")
        if source.key and not source.key_there:
            told = f"`{source.key}` must be among the fields that the source fills, or it cannot be compared."
            yield subject.fault((*path, "key"), "unknown_key", told)
    for code in subject.item.case_object.fields if subject.item.case_object else ():
        if subject.item.field(code) is None:
            yield subject.fault(("object", "fields"), "unknown_field", f"The form has no field `{code}`.")


def _from(subject: Subject, source: Source, path: Path) -> Iterator[Fault]:
    """What is wrong with the side of the source; items that others publish are looked up when a case begins."""
    if source.kind == "register":
        register = registers().get(source.code)
        if register is None:
            told = f"`{source.code}` is no register; there are {', '.join(sorted(registers()))}."
            yield subject.fault((*path, "register"), "unknown_register", told)
            return
        for theirs in sorted(set(source.fills) - set(register.fields)):
            told = f"The register {source.code} has no `{theirs}`; it has {', '.join(sorted(register.fields))}."
            yield subject.fault((*path, "fills", theirs), "unknown_field", told)
    elif source.code == subject.item.code:
        for theirs in sorted(set(source.fills) - {field.code for field in subject.item.fields}):
            yield subject.fault((*path, "fills", theirs), "unknown_field", f"The form has no field `{theirs}`.")


KIND = Check("sources", find)
