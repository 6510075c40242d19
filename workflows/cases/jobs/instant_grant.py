"""Asks the decision table of a step that may grant by rule."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.grant_by_rule import GrantByRule
from workflows.errors import Conflict
from workflows.outside.jobs import Effect


class InstantGrant:
    """Payload: `case` and `work`, the route's name of this step."""

    code = "instant_grant"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Nothing is slow here; a case that was withdrawn meanwhile wins."""

        def ask() -> None:
            try:
                perform(SYSTEM, GrantByRule(UUID(payload["case"]), payload["work"]))
            except Conflict:
                return

        return ask

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The case stands at its incident until somebody has mended the table."""


KIND = InstantGrant()
