"""Irregular acts: what lights a lamp beside time, and who looks after it."""

from workflows.actor import Actor
from workflows.cases.models import Breach, GuideTicket
from workflows.cases.unit import Unit
from workflows.catalogue.item import Item

SUPERVISOR = "supervisor"
LIGHTS = {"paper": "outside_guide", "condition": "outside_guide", "fee": "unlisted_fee"}
"""What a ticket of each kind is when it is asked for; a second notice is one only when it goes out."""


def supervises(actor: Actor, item: Item) -> bool:
    """Whether this actor holds the post that supervises the item."""
    post = item.oversight.get(SUPERVISOR)
    return post is not None and actor.body == post.body and post.role in actor.roles


def light(unit: Unit, kind: str, lamp: str, ticket: GuideTicket | None = None) -> None:
    """Record an irregular act in the body of the matter, for the boards of its supervisors."""
    Breach.objects.create(
        case=unit.case,
        kind=kind,
        lamp=lamp,
        body=unit.actor.body or unit.item.body,
        person=unit.actor.person,
        ticket=ticket,
        at=unit.at,
    )
    unit.params["breach"] = kind
