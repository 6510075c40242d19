"""What the public status page of a case is given to show: no name, no value."""

import dataclasses
from datetime import datetime

from workflows.cases.clocks import ClockView
from workflows.law.label import Label


@dataclasses.dataclass(frozen=True)
class PublicStatus:
    """What anybody who holds the query code may see: no name, no value."""

    query_code: str
    item: Label
    state: str
    received_at: datetime | None
    accepted_at: datetime | None
    decided_at: datetime | None
    finished_at: datetime | None
    clocks: tuple[ClockView, ...]
