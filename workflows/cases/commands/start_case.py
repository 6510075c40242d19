"""Start a draft for a service item, filled with what is known of the applicant already."""

import dataclasses
from datetime import datetime
from typing import ClassVar

from workflows.actor import Actor
from workflows.cases import known
from workflows.cases.command import Command
from workflows.cases.models import Case, Fact
from workflows.cases.unit import Unit
from workflows.catalogue.publish import current
from workflows.catalogue.publish import item as item_of
from workflows.errors import Forbidden
from workflows.outcomes.codes import new_code
from workflows.people.models import Body, Person


@dataclasses.dataclass(frozen=True)
class StartCase(Command):
    """A draft of the service item `item`; an open draft of the same applicant and item is opened again instead."""

    code: ClassVar[str] = "start_case"
    is_recorded: ClassVar[bool] = False
    item: str

    @property
    def move(self) -> str:
        """A draft begins its life; it does not move."""
        return ""

    def open(self, actor: Actor, at: datetime) -> Case:
        """The draft of this applicant and item, made if there is none."""
        # The lock on the person lets two clicks find one draft.
        if actor.applicant is None:
            raise Forbidden("no_applicant")
        applicant = Person.objects.select_for_update().filter(pk=actor.applicant).first()
        if applicant is None:
            raise Forbidden("no_applicant")
        pack = current(self.item, division_of(actor, applicant), actor.channel)
        cases = Case.objects.select_related("pack").filter(applicant=applicant, item_code=self.item)
        # At the counter an open correction is what the applicant comes for; at home it has its own page.
        answerable = cases.filter(state="correction_due").first() if actor.kind == "clerk" else None
        return (
            answerable
            or cases.filter(state="draft").first()
            or Case.objects.create(
                query_code=new_code(),
                pack=pack,
                item_code=self.item,
                kind=item_of(pack).kind,
                state="draft",
                applicant=applicant,
                channel=actor.channel,
                created_at=at,
                changed_at=at,
            )
        )

    def permit(self, unit: Unit) -> None:
        """Only by an entry that the item offers; at the counter only by the front desk."""
        if unit.actor.channel not in unit.item.channels:
            raise Forbidden("channel")
        if unit.actor.kind == "citizen" and unit.actor.identity_level < unit.item.identity_level:
            raise Forbidden("identity_level")
        if unit.actor.kind == "clerk" and "front_desk" not in unit.actor.roles:
            raise Forbidden("wrong_role")
        if unit.actor.kind == "clerk" and unit.actor.person == unit.case.applicant_id:
            raise Forbidden("own_case")

    def carry_out(self, unit: Unit) -> None:
        """Name the clerk who helps, and tell the applicant; put in what is known already, once."""
        helper = unit.actor.assisted_by
        if unit.actor.kind == "clerk" or unit.actor.identity_level >= known.IDENTIFIED:
            unit.case.is_identified = True
        if helper:
            unit.case.assisted_at = unit.at
        if helper and unit.case.assisted_by_id != helper:
            unit.case.assisted_by_id = helper
            unit.tell_applicant("assisted")
        if Fact.objects.filter(case=unit.case).exists():
            return
        known.begin(unit)


def division_of(actor: Actor, applicant: Person) -> str:
    """Where the matter is brought: at a counter the division of its body, else where the applicant is registered."""
    found = Body.objects.filter(pk=actor.body).values_list("division", flat=True).first() if actor.body else None
    return found or applicant.id_number[:6]


KIND = StartCase
