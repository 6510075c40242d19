"""What the engine raises, and the faults that it finds in a drawing.

EngineError
├── Unreadable   the XML is not a process that can run: every fault with its place
├── NotExpected  the event does not fit the marking, e.g. the work is no longer open
└── Failed       the route broke while it ran; the marking before the event still holds
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a drawing."""

    element: str
    """Id of the element, or its tag when it has none; empty when the file as a whole is meant."""
    line: int
    """Line in the XML file, from 1; 0 when unknown."""
    code: str
    """Stable name of the fault, e.g. `unknown_element`."""
    message: str
    """What is wrong, in English."""
    instead: str = ""
    """What to draw instead."""

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.element or 'file'}: {self.message}" + (f" {self.instead}" if self.instead else "")


class EngineError(Exception):
    """The engine refused; nothing was changed."""


class Unreadable(EngineError):
    """`faults` is never empty."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults[:5]))
        self.faults = faults


class NotExpected(EngineError):
    """`code` says why the event does not fit: `not_open`, `not_started`, `ended`, `not_awaited` and so on."""

    def __init__(self, code: str, subject: str = "") -> None:
        super().__init__(f"{code}: {subject}" if subject else code)
        self.code, self.subject = code, subject


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the route could not go on: enough for a person to mend it, without any value of the case."""

    element: str
    code: str
    """`no_way_out`, `expression`, `not_boolean`, `endless`, `stuck`, `uncaught_error` and so on."""
    message: str = ""
    expression: str = ""
    types: Mapping[str, str] = field(default_factory=dict)
    """Type of each value that the expression names; the values stay out, they may be personal."""


class Failed(EngineError):
    """An incident: the step was not done, and can be tried again when the reason is mended."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(f"{reason.element}: {reason.code} {reason.message}".rstrip())
        self.reason = reason
