"""An expression of a pack: its text, and what it compiles to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Formula:
    """A FEEL expression of a pack, compiled once."""

    text: str
    expression: Any = field(compare=False)

    def holds(self, scope: Mapping[str, Any], now: Any = None, calendar: Any = None) -> bool:
        """Whether it is true; null counts as not true, because an answer is still missing."""
        return self.expression(scope, calendar=calendar, now=now) is True
