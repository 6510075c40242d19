"""What is wrong with a pack, told so that its author can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong in one place of a pack."""

    file: str
    line: int
    """From 1; 0 where the file as a whole is meant."""
    path: str
    """Where in the data, e.g. `fields[3].label.en`; an element's id in a drawing."""
    code: str
    message: str
    """What is wrong and what to write instead, in English."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.path + ': ' if self.path else ''}{self.message}"


class PackRefused(Exception):
    """A pack that is not published, read or compiled; `faults` is never empty and in the order of the files."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("\n".join(str(fault) for fault in sorted(faults)))
        self.faults = tuple(sorted(faults))
