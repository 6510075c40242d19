"""Registers that packs may name: each file one register and what it says of a person; never how it is asked."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from workflows.law.label import Label
from workflows.registry import discover


@dataclass(frozen=True)
class RegisterKind:
    """A register of an authority. It is asked about the applicant alone, and tells what belongs to that person."""

    code: str
    label: Label
    owner: str
    """Code of the body that keeps it and answers for what it says."""
    fields: Mapping[str, Label]
    """What a record may hold: text by name."""


@cache
def registers() -> dict[str, RegisterKind]:
    """The registers by code."""
    return discover(sys.modules[__name__])
