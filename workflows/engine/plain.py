"""Values of a route as JSON and back, without loss: decimals, dates, times and durations keep their type."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from workflows.engine.feel import MonthsDuration

_TAG = "@"
_READ: dict[str, Callable[[Any], Any]] = {
    "decimal": Decimal,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "seconds": lambda text: timedelta(microseconds=int(text)),
    "months": lambda text: MonthsDuration(int(text)),
    "context": lambda entries: {key: unpack(entries[key]) for key in sorted(entries)},
}


def settle(value: Any) -> Any:
    """The same value in the one form a marking keeps: contexts sorted by key, floats as decimals.

    Raises TypeError for a value that JSON could not give back.
    """
    if value is None or isinstance(value, (bool, int, str, Decimal, date, time, timedelta, MonthsDuration)):
        return value
    # JSON in PostgreSQL keeps numerals, Python's floats do not: 0.1 must come back as 0.1.
    if isinstance(value, float):
        return Decimal(repr(value))
    if isinstance(value, Mapping):
        return {str(key): settle(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, (list, tuple)):
        return [settle(entry) for entry in value]
    raise TypeError(f"a route cannot keep a {type(value).__name__}")


def pack(value: Any) -> Any:
    """A settled value as plain JSON."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, (list, tuple)):
        return [pack(entry) for entry in value]
    if isinstance(value, Mapping):
        # A context of the case may itself hold the key of our tags; wrapped, it cannot be taken for one.
        entries = {key: pack(entry) for key, entry in value.items()}
        return {_TAG: "context", "value": entries} if _TAG in value else entries
    return _tagged(value)


def _tagged(value: Any) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {_TAG: "decimal", "value": str(value)}
    if isinstance(value, timedelta):
        return {_TAG: "seconds", "value": str(value // timedelta(microseconds=1))}
    if isinstance(value, MonthsDuration):
        return {_TAG: "months", "value": str(value.months)}
    for kind, name in ((datetime, "datetime"), (date, "date"), (time, "time")):
        if isinstance(value, kind):
            return {_TAG: name, "value": value.isoformat()}
    raise TypeError(f"a route cannot keep a {type(value).__name__}")


def unpack(value: Any) -> Any:
    """Inverse of `pack`; contexts come back sorted by key, as `settle` leaves them."""
    if isinstance(value, list):
        return [unpack(entry) for entry in value]
    if isinstance(value, dict):
        if _TAG in value:
            return _READ[value[_TAG]](value["value"])
        return {key: unpack(value[key]) for key in sorted(value)}
    return value
