"""Tells a route that one of its timers has run out."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.fire_timer import FireTimer
from workflows.errors import Conflict
from workflows.outside.jobs import Effect


class FireTimerWhenDue:
    """Payload: `case` and `timer`, the engine's name of it."""

    code = "fire_timer"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Nothing is slow here."""

        def fire() -> None:
            try:
                perform(SYSTEM, FireTimer(UUID(payload["case"]), payload["timer"]))
            except Conflict:
                return

        return fire

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The case stands where it stood; the job stands in the list of those given up."""


KIND = FireTimerWhenDue()
