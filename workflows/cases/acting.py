"""Acts in writing of the body that decides: by whom, with what grounds, and the row that their letters print."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from workflows.actor import Actor
from workflows.cases.command import Command, must_not_be_near
from workflows.cases.models import Case, WrittenAct
from workflows.cases.models.written import ADVERSE_ACTS
from workflows.cases.unit import Unit
from workflows.catalogue.item import Item
from workflows.catalogue.kinds import kinds as step_kinds
from workflows.catalogue.publish import item as item_of
from workflows.errors import Forbidden, Invalid, NotFound, Problem
from workflows.outcomes.grounds import Grounds

LONGEST = 5000


def heads(actor: Actor, item: Item) -> bool:
    """Whether this actor heads the matter: holds the role that decides it, in the body that decides."""
    deciding = {(s.body, s.role) for s in item.steps.values() if step_kinds()[s.kind].decides}
    return any((actor.body, role) in deciding for role in actor.roles)


@dataclasses.dataclass(frozen=True)
class HeadCommand(Command):
    """A command on a whole case, of the head of the body that decides it; nobody acts in an own matter."""

    case: UUID

    def open(self, actor: Actor, at: datetime) -> Case:
        """The locked case, where the actor heads its matter and it was handed in."""
        case = Case.objects.select_for_update(of=("self",)).select_related("pack").filter(pk=self.case).first()
        if case is None or case.number is None or not heads(actor, item_of(case.pack)):
            raise NotFound
        return case

    def permit(self, unit: Unit) -> None:
        """A person, and not the applicant."""
        if unit.actor.person is None:
            raise Forbidden("needs_person")
        if unit.actor.person == unit.case.applicant_id:
            raise Forbidden("own_case")
        must_not_be_near(unit)


def write_act(
    unit: Unit, verb: str, reasons: str, bases: Iterable[str] = (), params: Mapping[str, Any] | None = None
) -> WrittenAct:
    """Write the row that the letter prints. Raises Invalid where reasons, or law for an adverse act, are missing."""
    law = [basis.strip() for basis in bases if basis.strip()]
    is_adverse = verb in ADVERSE_ACTS
    must_be_said(reasons=reasons, **({"bases": "\n".join(law)} if is_adverse else {}))
    grounds = Grounds.of(reasons, law, unit.item.rights).to_row() if is_adverse else {"reasons": reasons, "bases": law}
    return WrittenAct.objects.create(
        case=unit.case,
        seq=unit.case.version + 1,
        verb=verb,
        params=dict(params or {}),
        body=unit.actor.body or unit.item.body,
        person=unit.actor.person,
        client=unit.actor.client,
        at=unit.at,
        **grounds | {"reasons": reasons.strip()},
    )


def must_be_said(**texts: str) -> None:
    """Raise Invalid for every text that is empty or longer than a letter bears."""
    problems = [Problem(name, "required") for name, text in texts.items() if not text.strip()]
    problems += [
        Problem(name, "too_long", params={"limit": LONGEST}) for name, text in texts.items() if len(text) > LONGEST
    ]
    if problems:
        raise Invalid(*problems)
