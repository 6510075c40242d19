"""Registers of authorities, asked about one person through one small contract; what answers is a setting.

`ONEDOOR_REGISTERS` names for each register a URL or the dotted path of a callable; those it does not name are
answered by the local stub of this folder.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from workflows.errors import Unavailable

MOST_RECORDS = 50
MOST_BYTES = 200_000
LONGEST_VALUE = 2000
REST_SECONDS = 30
"""For so long a register that did not answer is not asked again by this process: others must not wait behind it."""


@dataclass(frozen=True)
class Answer:
    """What a register says of a person: records of text by field, and the day to which they are kept."""

    records: tuple[Mapping[str, str], ...]
    as_of: datetime | None = None


class Register(Protocol):
    """What every register does, whoever runs it; `tests/workflows/outside/test_registers.py` holds all to it."""

    def ask(self, id_number: str, seconds: float) -> Answer:
        """The records that belong to this person; none for a person not known. Raises Unavailable within `seconds`."""
        ...


Connect = Callable[[str], Register]
_resting: dict[str, float] = {}


def connect(code: str) -> Register:
    """The connection to a register, as the setting names it."""
    named = settings.REGISTERS.get(code, "")
    if named.startswith(("http://", "https://")):
        from workflows.outside.registers.remote import RemoteRegister

        return RemoteRegister(code, named)
    make: Connect = import_string(named or "workflows.outside.registers.local.LocalRegister")
    return make(code)


def ask(code: str, id_number: str) -> Answer:
    """Ask a register about a person. Raises Unavailable where it does not answer in time, or answers nonsense."""
    if _resting.get(code, 0.0) > time.monotonic():
        raise Unavailable(f"register_{code}")
    try:
        return sound(code, connect(code).ask(id_number, float(settings.REGISTER_SECONDS)))
    except (Unavailable, OSError, ValueError) as error:
        _resting[code] = time.monotonic() + REST_SECONDS
        raise Unavailable(f"register_{code}") from error


def sound(code: str, answer: Answer) -> Answer:
    """The answer itself. Raises ValueError where it is no list of short texts by name."""
    if len(answer.records) > MOST_RECORDS:
        raise ValueError(code)
    for record in answer.records:
        if not all(
            isinstance(name, str) and isinstance(value, str) and len(value) <= LONGEST_VALUE
            for name, value in record.items()
        ):
            raise ValueError(code)
    return answer


def wake() -> None:
    """Ask all registers again at once, also those that did not answer a moment ago."""
    _resting.clear()
