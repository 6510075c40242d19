"""The refusals of a command, which pages and REST translate, these five and no others.

Refusal
├── Forbidden    the actor may know of it, but may not do this
├── NotFound     it does not exist, or this actor must not learn that it does
├── Conflict     somebody was first: who and when
├── Invalid      what was handed in is wrong: each problem with its field
└── Unavailable  a part that is needed does not answer; nothing was changed
    └── Stands   that part is the route of the case itself: waiting does not help, a person must mend it
"""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID


class Refusal(Exception):
    """A command was not carried out, and nothing was changed."""


class Forbidden(Refusal):
    """`code` says why, e.g. `own_case`, `reviewed_it`, `wrong_role`."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code, self.params = code, params


class NotFound(Refusal):
    """The thing does not exist for this actor."""


class Conflict(Refusal):
    """Somebody acted first; `who` is a name that this actor may see, `what` is a code."""

    def __init__(self, what: str, who: str = "", when: datetime | None = None) -> None:
        super().__init__(what)
        self.what, self.who, self.when = what, who, when


@dataclasses.dataclass(frozen=True)
class Problem:
    """One thing wrong with what was handed in."""

    field: str
    """Code of the field or paper slot; empty when it concerns the whole."""
    code: str
    """What is wrong, e.g. `required`, `check_digit`; pages hold the sentence."""
    row: int = 0
    params: dict[str, Any] = dataclasses.field(default_factory=dict)


class Invalid(Refusal):
    """One or more problems; never empty."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(", ".join(f"{p.field}:{p.code}" for p in problems))
        self.problems = problems


class Unavailable(Refusal):
    """`what` names the part that does not answer."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


@dataclasses.dataclass(frozen=True)
class Fracture:
    """Where and why a route broke: codes and types, never a value of the case."""

    element: str
    """Id in the drawing."""
    code: str
    """`expression`, `not_boolean`, `no_way_out` and so on."""
    message: str
    expression: str
    types: Mapping[str, str]
    """Name in the expression to the type of its value, or `missing`."""
    event: Mapping[str, Any]
    """The event of the route that could not be carried out, as JSON without its values."""


class Stands(Unavailable):
    """The case stands at an incident: it keeps its last good state until somebody mends the reason."""

    def __init__(self, case: UUID, fracture: Fracture) -> None:
        super().__init__("route")
        self.case, self.fracture = case, fracture
        self.is_kept = False
        """Whether its incident was opened, be it in a transaction that may yet be undone."""
