"""One evaluation: what it may still spend, and the calendar and moment it was given."""

from datetime import date, datetime
from typing import Any, Protocol

from workflows.engine.feel.errors import FeelError
from workflows.engine.feel.limits import MAX_CALL_DEPTH, MAX_STEPS, MAX_TEXT_CHARS, REGEX_SECONDS


class WorkCalendar(Protocol):
    """Which days people work, adjusted workdays included."""

    def is_working(self, day: date, /) -> bool:
        """Whether offices are open on `day`."""
        ...


class Run:
    """The budget of one evaluation; never shared between two."""

    # Defaults of the class, so that the many evaluations which spend nothing cost nothing here.
    steps = MAX_STEPS
    depth = 0
    pattern_seconds = REGEX_SECONDS
    calendar: WorkCalendar | None = None
    now: datetime | None = None
    journal: list[Any] | None = None
    """Where decision tables write which rules hit; None when nobody asks."""

    def __init__(self, calendar: WorkCalendar | None = None, now: datetime | None = None) -> None:
        if calendar is not None:
            self.calendar = calendar
        if now is not None:
            self.now = now

    def charge(self, steps: int) -> None:
        """Spend `steps`; FeelError when the budget is gone."""
        self.steps -= steps
        if self.steps < 0:
            raise FeelError(f"the expression takes more than {MAX_STEPS} steps")

    def made_text(self, length: int) -> None:
        """Pay for a text of `length` characters; FeelError before it would be too long."""
        if length > MAX_TEXT_CHARS:
            raise FeelError(f"a text grew past {MAX_TEXT_CHARS} characters")
        self.charge(length // 50)

    def enter(self) -> None:
        self.depth += 1
        if self.depth > MAX_CALL_DEPTH:
            raise FeelError(f"functions call one another deeper than {MAX_CALL_DEPTH} levels")

    def leave(self) -> None:
        self.depth -= 1
