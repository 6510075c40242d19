"""The compiled service item: what a case needs to know of its pack, frozen and shared between threads."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as member
from typing import Any

from workflows.engine.feel import Expression
from workflows.engine.values import Process
from workflows.law.clock import Rule
from workflows.law.label import Label


@dataclass(frozen=True)
class Option:
    """One choice of a select field."""

    code: str
    label: Label


@dataclass(frozen=True)
class Field:
    """One field of the form."""

    code: str
    type: str
    label: Label
    group: str
    required: bool = False
    required_when: Expression | None = None
    when: Expression | None = None
    """The field is asked for only where this is true."""
    options: tuple[Option, ...] = ()
    min: Any = None
    max: Any = None
    rule: Expression | None = None
    """Must be true of a filled field; `message` says what is wrong where it is not."""
    message: Label | None = None
    help: Label | None = None
    sensitive: bool = False


@dataclass(frozen=True)
class Group:
    """Fields that are asked for together, under one heading."""

    code: str
    label: Label


@dataclass(frozen=True)
class Slot:
    """A paper that the guide asks for, and to which fields of the form its own fields go."""

    code: str
    label: Label
    materials: tuple[str, ...]
    """Material types that are right here; the first is the one expected."""
    required: bool = False
    required_when: Expression | None = None
    prefill: Mapping[str, str] = member(default_factory=dict)
    """Paper field -> form field that it fills."""
    compare: Mapping[str, str] = member(default_factory=dict)
    """Paper field -> form field against which it is only held."""
    why: Label | None = None
    """Why this paper is asked for."""
    help: Label | None = None


@dataclass(frozen=True)
class Outcome:
    """One way in which a step may end."""

    code: str
    label: Label
    needs_reason: bool = False


@dataclass(frozen=True)
class Step:
    """What an element of the route means: who does it, until when, with which outcomes."""

    element: str
    kind: str
    """`accept`, `review`, `consult`, `site_visit`, `decide` for people; `issue`, `deliver` for the system."""
    label: Label
    plain: Label
    """What the applicant reads while the step is open."""
    is_for_people: bool
    body: str = ""
    role: str = ""
    limit: Rule | None = None
    outcomes: tuple[Outcome, ...] = ()
    min_staff: int = 1
    excludes: tuple[str, ...] = ()
    """Elements whose doers may not do this one."""


@dataclass(frozen=True)
class Basis:
    """An article of law on which the item rests."""

    law: str
    article: str
    text: Label


@dataclass(frozen=True)
class ResultSpec:
    """The certificate that a grant brings forth."""

    code: str
    label: Label
    elicence_type: str
    validity_years: int | None
    fields: tuple[tuple[Label, str], ...]
    """What stands on the certificate: label and the form field it shows."""


@dataclass(frozen=True)
class Rights:
    """What an adverse document must tell: reconsideration, litigation, and the online way."""

    reconsideration_body: str
    reconsideration_days: int
    litigation_months: int
    text: Label


@dataclass(frozen=True)
class Item:
    """A service item in one published version."""

    code: str
    version: str
    sha256: str
    kind: str
    """Kind of matter: which life of law/life it has."""
    title: Label
    summary: Label
    body: str
    """Code of the body that decides."""
    division: str
    """Place whose calendar counts."""
    implementation_code: str
    """31 characters: credit code of the body, level, basic code."""
    basic_code: str
    audience: tuple[str, ...]
    channels: tuple[str, ...]
    keywords: tuple[str, ...]
    conditions: tuple[Label, ...]
    bases: tuple[Basis, ...]
    groups: tuple[Group, ...]
    fields: tuple[Field, ...]
    slots: tuple[Slot, ...]
    steps: Mapping[str, Step]
    limits: Mapping[str, Rule]
    """`answer`, `legal`, `promised`, `correction`, `delivery`, each where the item has it."""
    deems_acceptance: bool
    """Whether silence for the `answer` limit accepts the case (行政许可法 32)."""
    account: Mapping[str, str]
    """Attribute of the applicant's account (`name`, `id_number`, `mobile`, `address`) -> form field it fills."""
    fees: tuple[Label, ...]
    fee_basis: Label
    result: ResultSpec
    rights: Rights
    documents: Mapping[str, str]
    """Kind of document -> its template text."""
    process: Process
    diagram: bytes = b""
    """The process as BPMN, to be drawn."""

    def field(self, code: str) -> Field:
        """The field with this code. Raises KeyError."""
        return next(field for field in self.fields if field.code == code)

    def slot(self, code: str) -> Slot:
        """The paper slot with this code. Raises KeyError."""
        return next(slot for slot in self.slots if slot.code == code)
