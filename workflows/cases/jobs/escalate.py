"""Looks at a legal limit when it ends."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.escalate import Escalate
from workflows.cases.silence import look_again
from workflows.errors import Conflict
from workflows.outside.jobs import Effect


class EscalateWhenRed:
    """Payload: `case` and the `clock` that turns red."""

    code = "escalate"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Nothing is slow here; a limit that was kept, moved or stopped meanwhile changes nothing."""

        def escalate() -> None:
            try:
                perform(SYSTEM, Escalate(UUID(payload["case"]), payload["clock"]))
            except Conflict:
                look_again(self.code, payload, timezone.now())

        return escalate

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The clock shows red to everybody; the job stands in the list of those given up."""


KIND = EscalateWhenRed()
