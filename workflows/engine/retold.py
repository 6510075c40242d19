"""Events of a route as plain JSON and back, so that a route can be told again from its record."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from workflows.engine import events
from workflows.engine.plain import pack, unpack

KIND = "event"
"""The member that names the kind of event; no event has a field of this name."""


def to_json(event: events.Event) -> dict[str, Any]:
    """The event with its fields, decimals and dates tagged by their type."""
    return {KIND: type(event).__name__, **pack(dataclasses.asdict(event))}


def without_values(event: events.Event) -> dict[str, Any]:
    """The same without what people or services gave: which work, timer or message it was about."""
    told = to_json(event)
    return {name: value for name, value in told.items() if name not in ("variables", "key", "reason")}


def from_json(told: Mapping[str, Any]) -> events.Event:
    """Inverse of `to_json`. Raises ValueError for what is no event."""
    fields = unpack(dict(told))
    kind = getattr(events, str(fields.pop(KIND, "")), None)
    if not (isinstance(kind, type) and kind in events.Event.__args__):
        raise ValueError(f"{told.get(KIND)!r} is no event of a route")
    try:
        found: events.Event = kind(**fields)
    except TypeError as error:
        raise ValueError(str(error)) from error
    return found
