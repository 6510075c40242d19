"""Ends the five days in which a body must answer."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.deem_accepted import DeemAccepted
from workflows.cases.silence import look_again
from workflows.errors import Conflict
from workflows.outside.jobs import Effect


class DeemAcceptedAfterSilence:
    """Payload: `case` and the `clock` that ran out."""

    code = "deem_accepted"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Nothing is slow here; an answer that came in time wins."""

        def accept() -> None:
            try:
                perform(SYSTEM, DeemAccepted(UUID(payload["case"]), payload["clock"]))
            except Conflict:
                look_again(self.code, payload, timezone.now())

        return accept

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The clock shows red to everybody; the job stands in the list of those given up."""


KIND = DeemAcceptedAfterSilence()
