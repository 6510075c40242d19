"""How the members of a bundle stand to each other: which are needed, which may begin, which cannot; pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from workflows.catalogue.form import Values, scope_of
from workflows.catalogue.item import Item, Member, Need

NOT_NEEDED, WAITING, RUNNING = "not_needed", "waiting", "running"
GRANTED, REFUSED, DROPPED = "granted", "refused", "dropped"
ENDED = frozenset({GRANTED, REFUSED, DROPPED})
Standing = Mapping[str, str]
"""How each member stands: not_needed, waiting, running, granted, refused (it ended without a grant) or dropped."""


def needed(item: Item, values: Values, now: datetime) -> frozenset[str]:
    """Codes of the members that these answers call for."""
    scope = scope_of(item, values)
    return frozenset(one.code for one in item.members if one.when is None or one.when.holds(scope, now))


def given(item: Item, member: Member, wanted: frozenset[str]) -> tuple[Need, ...]:
    """What `member` waits for; what a member would give that is not needed here, the applicant brings along."""
    return tuple(need for need in member.needs if need.member in wanted)


def ready(item: Item, standing: Standing) -> tuple[str, ...]:
    """Waiting members whose needs are all granted, in the order of the bundle."""
    return tuple(code for code in _waiting(item, standing) if _needs(item, code, standing) <= {GRANTED, NOT_NEEDED})


def lost(item: Item, standing: Standing) -> tuple[str, ...]:
    """Waiting members that can no longer begin, because something that they need came to nothing."""
    return tuple(code for code in _waiting(item, standing) if _needs(item, code, standing) & {REFUSED, DROPPED})


def _waiting(item: Item, standing: Standing) -> tuple[str, ...]:
    return tuple(one.code for one in item.members if standing[one.code] == WAITING)


def _needs(item: Item, code: str, standing: Standing) -> set[str]:
    return {standing[need.member] for need in item.member(code).needs}


def blocked_by(item: Item, code: str, standing: Standing) -> tuple[str, ...]:
    """What a waiting member still waits for."""
    return tuple(need.member for need in item.member(code).needs if standing[need.member] in (WAITING, RUNNING))


def verb(standing: Standing) -> str:
    """The move in the life of a bundle that this standing calls for; empty while nothing has ended."""
    asked = [one for one in standing.values() if one != NOT_NEEDED]
    ended = [one for one in asked if one in ENDED]
    if len(ended) < len(asked):
        return "finish_member" if ended else ""
    granted = ended.count(GRANTED)
    return "finish_granted" if granted == len(asked) else "finish_partly" if granted else "finish_refused"


def values_for(member: Member, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of the bundle by the names of one member."""
    mapped = {one.code: values.get(member.field_here(one.code)) for one in member.item.fields}
    return {code: value for code, value in mapped.items() if value is not None}
