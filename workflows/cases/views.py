"""Frozen views of a case: what pages, REST and documents are given to show."""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from workflows.cases.clocks import ClockView
from workflows.cases.facts import FactView
from workflows.cases.hands import Hands
from workflows.catalogue.item import Field, Item, Slot, Step
from workflows.errors import Problem
from workflows.law.label import Label
from workflows.people.organisation import BodyView


@dataclasses.dataclass(frozen=True)
class PaperView:
    """A paper in its slot, and how far its reading is."""

    id: UUID
    slot: str
    sha256: str
    name: str
    media_type: str
    pages: int
    size_bytes: int
    stage: str
    progress: int
    material: str
    warnings: tuple[Mapping[str, Any], ...]
    engine: str
    added_at: datetime


@dataclasses.dataclass(frozen=True)
class FieldView:
    """A field of the form as it stands, with where its value came from."""

    field: Field
    is_asked: bool
    """Whether the field applies in this situation."""
    is_required: bool
    is_open: bool
    """Whether the applicant may change it now."""
    fact: FactView | None
    problem: Problem | None
    """What is wrong with what was typed, or that nothing was and must be."""
    paper: PaperView | None
    """The paper that the value, or the reading beside it, was taken from."""
    is_fillable: bool
    """Whether some paper that the guide asks for says it."""
    has_paper: bool
    """Whether such a paper was handed in and read."""
    confirmed_by: tuple[FactView, ...]
    differing: tuple[FactView, ...]

    @property
    def value(self) -> Any:
        """The value that counts, in JSON form, or None."""
        return self.fact.value if self.fact else None

    @property
    def shown(self) -> Any:
        """What the form's input holds: the value, or what was typed where that is not valid."""
        if self.fact is None:
            return ""
        return self.fact.raw if self.fact.value is None else self.fact.value


@dataclasses.dataclass(frozen=True)
class SlotView:
    """A paper that the guide asks for, and what was handed in for it."""

    slot: Slot
    is_required: bool
    is_open: bool
    papers: tuple[PaperView, ...]


@dataclasses.dataclass(frozen=True)
class PointView:
    """One point of a correction notice."""

    kind: str
    code: str
    label: Label
    why: str
    guide: Label | None
    """The line of the published guide by which this is asked for at all."""


@dataclasses.dataclass(frozen=True)
class CorrectionView:
    """A correction notice and whether it was answered."""

    seq: int
    points: tuple[PointView, ...]
    asked_at: datetime
    body: str
    due_at: datetime | None
    answered_at: datetime | None


@dataclasses.dataclass(frozen=True)
class EventView:
    """One line of the case's history."""

    seq: int
    verb: str
    at: datetime
    person: str
    """Name of who acted; empty for the system."""
    body: str
    """Code of the body for which they acted."""
    channel: str
    to_state: str
    params: Mapping[str, Any]
    entry: UUID | None
    """Its ledger entry, for which a proof can be had."""
    note: str


@dataclasses.dataclass(frozen=True)
class TaskView:
    """A task, as those who may see it see it."""

    id: UUID
    case: UUID
    number: str
    item: Label
    applicant: str
    step: Step
    kind: str
    body: BodyView
    state: str
    opened_at: datetime
    due_at: datetime | None
    lamp: str
    claimed_by: UUID | None
    claimed_by_name: str
    closed_at: datetime | None
    done_by_name: str
    outcome: str
    opinion: str
    legal_due_at: datetime | None
    hands: Hands


@dataclasses.dataclass(frozen=True)
class DocumentView:
    """A sealed document that the applicant may download."""

    id: int
    kind: str
    number: str
    sha256: str
    at: datetime


@dataclasses.dataclass(frozen=True)
class DecisionView:
    """What was decided, by which body, and why."""

    outcome: str
    reasons: str
    bases: tuple[str, ...]
    body: str
    at: datetime


@dataclasses.dataclass(frozen=True)
class CaseCertificate:
    """The certificate that the case brought forth."""

    number: str
    code: str
    status: str
    valid_from: date
    valid_to: date | None
    document: int


@dataclasses.dataclass(frozen=True)
class ClaimView:
    """What one source says."""

    source: str
    origin: str
    shown: Label
    document_sha256: str


@dataclasses.dataclass(frozen=True)
class DifferenceView:
    """One question: the field, what each source says, the owner's first, and the answer where there is one."""

    id: UUID
    number: str
    item: Label
    field: Label
    owner: str
    """Code of the body that is asked."""
    claims: tuple[ClaimView, ...]
    opened_at: datetime
    answered_at: datetime | None
    answered_by: str
    finding: str
    """`ours`, `theirs`, or empty while it is open."""
    note: str


@dataclasses.dataclass(frozen=True)
class CaseView:
    """Everything about a case that its applicant, or a clerk with a task in it, may see."""

    id: UUID
    number: str | None
    query_code: str
    item: Item
    state: str
    version: int
    applicant: UUID
    applicant_name: str
    assisted_by: str
    channel: str
    created_at: datetime
    changed_at: datetime
    received_at: datetime | None
    accepted_at: datetime | None
    is_deemed_accepted: bool
    decided_at: datetime | None
    finished_at: datetime | None
    fields: tuple[FieldView, ...]
    slots: tuple[SlotView, ...]
    clocks: tuple[ClockView, ...]
    corrections: tuple[CorrectionView, ...]
    events: tuple[EventView, ...]
    tasks: tuple[TaskView, ...]
    decision: DecisionView | None
    certificate: CaseCertificate | None
    documents: tuple[DocumentView, ...]
    re_typed: int
    bundle: UUID | None
    differences: tuple[DifferenceView, ...]
    """Questions to the owners of data about what sources said differently."""
    reconsideration_until: datetime | None
    """Until when the applicant may ask for reconsideration; None where nothing went against them."""

    @property
    def is_reading(self) -> bool:
        """Whether a paper is still being read."""
        return any(paper.stage in ("stored", "reading") for slot in self.slots for paper in slot.papers)

    @property
    def open_correction(self) -> CorrectionView | None:
        """The notice that waits for an answer, or None."""
        return next((found for found in self.corrections if found.answered_at is None), None)

    def clock(self, code: str) -> ClockView | None:
        """The newest clock of this code, or None."""
        found = [clock for clock in self.clocks if clock.code == code]
        return max(found, key=lambda clock: clock.started_at, default=None)


@dataclasses.dataclass(frozen=True)
class CaseLine:
    """One case in a list."""

    id: UUID
    number: str | None
    item: Label
    state: str
    changed_at: datetime
    received_at: datetime | None
    due_at: datetime | None
    lamp: str
    needs_answer: bool
    is_assisted: bool


@dataclasses.dataclass(frozen=True)
class TypedAgain:
    """What was typed by hand although a source had it, over the newest cases of an item."""

    cases: int
    values: int
    cases_with_none: int
