"""A timer of the route has run out."""

import dataclasses
from typing import ClassVar

from workflows.cases import routing
from workflows.cases.command import SystemCommand
from workflows.cases.holding import must_move
from workflows.cases.unit import Unit
from workflows.engine.faults import NotExpected
from workflows.errors import Conflict


@dataclasses.dataclass(frozen=True)
class FireTimer(SystemCommand):
    """`timer` is the engine's name of it; a timer that was cancelled meanwhile changes nothing."""

    code: ClassVar[str] = "fire_timer"
    timer: str

    @property
    def move(self) -> str:
        """Time passing is no legal act; what the route does then may be one."""
        return ""

    def permit(self, unit: Unit) -> None:
        """Timers of a route that holds still wait; they fire when it is resumed."""
        must_move(unit.case)

    def carry_out(self, unit: Unit) -> None:
        """Advance the route. Raises Conflict for a timer that the route no longer waits for."""
        unit.params["timer"] = self.timer
        try:
            routing.fire(unit, self.timer)
        except NotExpected as cancelled:
            raise Conflict("timer_cancelled") from cancelled


KIND = FireTimer
