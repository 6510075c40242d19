"""Accepts what was handed in complete, where the guide lets the system do so."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.serve_step import ServeStep
from workflows.errors import Conflict
from workflows.outside.jobs import Effect


class Serve:
    """Payload: `case` and `work`, the route's name of this step."""

    code = "auto_accept"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Nothing is slow here; a case that was withdrawn meanwhile wins."""

        def serve() -> None:
            try:
                perform(SYSTEM, ServeStep(UUID(payload["case"]), "accept", payload["work"]))
            except Conflict:
                return

        return serve

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The case stands where it is; the job stands in the list of those given up."""


KIND = Serve()
