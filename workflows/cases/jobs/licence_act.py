"""Writes and seals the letter of an act on a certificate, and does the act with it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from workflows.actor import SYSTEM
from workflows.cases.command import perform
from workflows.cases.commands.serve_licence_act import ServeLicenceAct
from workflows.cases.models import WrittenAct
from workflows.cases.renewing import Made, letter_of, made
from workflows.outcomes import acts
from workflows.outcomes.grounds import Grounds
from workflows.outside.jobs import Effect


class DoLicenceAct:
    """Payload: `case` and `seq`, the place of the act. The same job gives the same letter and number."""

    code = "licence_act"

    def work(self, payload: Mapping[str, Any]) -> Effect:
        """Render and seal, one or two seconds; status, new certificate and record commit with the job."""
        rows = WrittenAct.objects.select_related("case__pack", "case__applicant")
        act = rows.get(case=UUID(payload["case"]), seq=payload["seq"])
        new = made(act)
        deed = letter_of(act, new)

        def do() -> None:
            carry_out(act, deed, new)
            perform(
                SYSTEM,
                ServeLicenceAct(act.case_id, act.params["act"], deed.document.sha256, new.paper.sha256 if new else ""),
            )

        return do

    def give_up(self, payload: Mapping[str, Any], error: str) -> None:
        """The act waits for its letter; the job stands in the list of those given up."""


def carry_out(act: WrittenAct, deed: acts.Deed, new: Made | None) -> None:
    """Do the act on the register."""
    code = act.params["act"]
    if new is not None:
        more = (act.reasons,) if code == "correct" else ()
        getattr(acts, code)(deed, new.certificate, new.paper, *more)
    elif code == "cancel":
        acts.cancel(deed, act.reasons, act.bases)
    elif code == "resume":
        acts.resume(deed, act.reasons, act.bases)
    else:
        getattr(acts, code)(deed, Grounds.kept(act.reasons, act.bases, act.rights, act.online))


KIND = DoLicenceAct()
