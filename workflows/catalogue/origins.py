"""Where values of a form are known already, and which of them say what a case is about."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Source:
    """Where values of the form are known already, beside account and papers."""

    kind: str
    """`register`, `licence` held, or `earlier` case."""
    code: str
    """Code of the register, of the item that gives the licence, or of the item of the earlier case."""
    fills: Mapping[str, str]
    """Field of the source to the field of the form."""
    key: str = ""
    """The field of the form that picks one of several; without a value only a single one counts."""

    @property
    def key_there(self) -> str:
        """What the source calls the field of `key`."""
        return next((theirs for theirs, ours in self.fills.items() if ours == self.key), "")


@dataclass(frozen=True)
class CaseObject:
    """What a case is about: two open cases about the same are one too many."""

    fields: tuple[str, ...]
    is_whoever: bool = False
    """Whether it is one object whoever asks; else one for each applicant."""
