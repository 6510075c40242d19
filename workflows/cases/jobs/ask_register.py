"""Asks a register about an applicant; while it does not answer, the draft goes on without it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.record_register import RecordRegister
from workflows.cases.models import Case
from workflows.outside import registers
from workflows.outside.jobs import Effect


class AskRegister:
    """Payload: `case` and `register`. Asking is free of effects; the same answer twice adds nothing."""

    code = "ask_register"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Ask by the applicant's own number. Raises Unavailable while the register does not answer."""
        case = Case.objects.select_related("applicant").get(pk=UUID(payload["case"]))
        number = case.applicant.id_number
        if case.finished_at is not None or case.state == "discarded" or not number or not case.is_identified:
            return nothing
        answer = registers.ask(payload["register"], number)
        if not answer.records:
            return nothing
        command = RecordRegister(case.pk, payload["register"], answer.records)
        return lambda: put_beside(command)

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The applicant types what the register would have said."""


def put_beside(command: RecordRegister) -> None:
    """Carry out what the answer asks for."""
    perform(SYSTEM, command)


def nothing() -> None:
    """There is nothing to be written."""


KIND = AskRegister()
