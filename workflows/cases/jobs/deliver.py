"""Delivers a result by the portal."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.deliver import Deliver
from workflows.outside.jobs import Effect


class DeliverResult:
    """Payload: `case` and `work`, the route's name of this step, which may be empty."""

    code = "deliver"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Nothing is slow here: the documents are already on the page."""

        def deliver() -> None:
            perform(SYSTEM, Deliver(UUID(payload["case"]), payload["work"]))

        return deliver

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The result stays on the page; the job stands in the list of those given up."""


KIND = DeliverResult()
