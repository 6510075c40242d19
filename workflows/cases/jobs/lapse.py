"""Ends a case whose applicant let a correction notice pass, where a local rule says so."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.lapse import Lapse
from workflows.cases.silence import look_again
from workflows.errors import Conflict
from workflows.outside.jobs import Effect


class LapseAfterSilence:
    """Payload: `case` and the `clock` that ran out."""

    code = "lapse"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Nothing is slow here; an answer that came in time wins."""

        def lapse() -> None:
            try:
                perform(SYSTEM, Lapse(UUID(payload["case"]), payload["clock"]))
            except Conflict:
                look_again(self.code, payload, timezone.now())

        return lapse

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The case waits for its answer; the job stands in the list of those given up."""


KIND = LapseAfterSilence()
