"""What a suite is made of: one probe a case of others, with a name and a judgement."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Probe:
    """One case; `judge` gives what is wrong in a sentence, or "" where we do as the case says."""

    name: str
    judge: Callable[[], str]

    def wrong(self) -> str:
        """The same, with what the judgement itself raises as a fault of this one case."""
        try:
            return self.judge()
        except Exception as error:
            return f"{type(error).__name__}: {error}".splitlines()[0]


class Suite(Protocol):
    """A folder of cases of one kind."""

    code: str

    def probes(self, folder: Path) -> Iterator[Probe]:
        """Its cases below this folder, in the order of their names; none where they do not lie there."""
        ...


def given() -> Path | None:
    """The folder of cases that ONEDOOR_CONFORMANCE names for the tests, or None."""
    name = os.environ.get("ONEDOOR_CONFORMANCE", "")
    return Path(name) if name else None
