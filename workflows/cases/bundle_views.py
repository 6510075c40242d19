"""Frozen views of a bundle: what pages and REST are given to show."""

import dataclasses
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from workflows.cases.clocks import ClockView
from workflows.law.label import Label
from workflows.people.organisation import BodyView


@dataclasses.dataclass(frozen=True)
class MemberView:
    """One member of a bundle as it stands."""

    code: str
    title: Label
    body: BodyView
    standing: str
    """not_needed, waiting, running, granted, refused or dropped."""
    case: UUID | None
    """Its own case, for those who may open it."""
    number: str
    state: str
    """The legal state of its own case; empty while it has none."""
    waits_for: tuple[Label, ...]
    lost_to: tuple[Label, ...]
    """What it needed and did not get."""
    clocks: tuple[ClockView, ...]
    """Those that run."""
    outcome: str
    certificate: str
    """Public code of what was granted."""

    @property
    def needs_you(self) -> bool:
        """Whether it can begin once the applicant adds what is missing."""
        return self.state == "draft"


@dataclasses.dataclass(frozen=True)
class VisitView:
    """A site visit that several members make together."""

    code: str
    label: Label
    bodies: tuple[BodyView, ...]
    waits_for: tuple[BodyView, ...]
    """Bodies that come and have not said when."""
    moments: Mapping[str, tuple[datetime, ...]]
    offered: tuple[datetime, ...]
    chosen_at: datetime | None
    is_open: bool


@dataclasses.dataclass(frozen=True)
class BundleView:
    """A bundle that was handed in."""

    id: UUID
    number: str
    title: Label
    state: str
    received_at: datetime | None
    members: tuple[MemberView, ...]
    visits: tuple[VisitView, ...]

    @property
    def asked(self) -> tuple[MemberView, ...]:
        """The members that are needed."""
        return tuple(one for one in self.members if one.standing != "not_needed")

    @property
    def ended(self) -> int:
        """How many of them have ended."""
        return sum(one.standing in ("granted", "refused", "dropped") for one in self.asked)
