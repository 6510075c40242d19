"""A service item as it runs: what a published pack compiles to, frozen, and shared by every case of that version."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workflows.catalogue.formula import Formula
from workflows.catalogue.origins import CaseObject, Source
from workflows.catalogue.results import Fee, ResultSpec, Rights
from workflows.law.clock import Rule, Unit
from workflows.law.label import Label

if TYPE_CHECKING:
    from workflows.engine import Process
    from workflows.engine.dmn import Model

__all__ = ["Basis", "CaseObject", "Fee", "Field", "Formula", "Item", "JointVisit", "Label", "Limit", "Member", "Need",
           "Option", "Outcome", "Post", "ResultSpec", "Rights", "Slot", "Source", "Step"]  # fmt: skip


@dataclass(frozen=True)
class Basis:
    """A law and its article, with the sentence that matters."""

    law: Label
    article: str
    text: Label | None = None


@dataclass(frozen=True)
class Option:
    """One answer of a select."""

    code: str
    label: Label


@dataclass(frozen=True)
class Field:
    """One question of the form."""

    code: str
    type: str
    """Code of a kind in `fields/`."""
    label: Label
    group: str
    required: bool = False
    required_when: Formula | None = None
    when: Formula | None = None
    """Asked only where this holds."""
    options: tuple[Option, ...] = ()
    min: Any = None
    """Least value of a number, earliest ISO date, or least number of choices."""
    max: Any = None
    """Greatest value of a number, latest ISO date, or most characters of a text."""
    rule: Formula | None = None
    """Must hold of the whole form once this field has a value."""
    message: Label | None = None
    """Said where `rule` does not hold."""
    help: Label | None = None
    sensitive: bool = False
    """Masked wherever it is not needed in full."""
    columns: "tuple[Field, ...]" = ()
    """The questions that each row of a table asks."""


@dataclass(frozen=True)
class Slot:
    """One paper that is asked for."""

    code: str
    label: Label
    material: str
    """Code of a material type that ocr can read."""
    why: Label
    """Why it is asked for, with the basis in words."""
    required: bool = False
    required_when: Formula | None = None
    prefill: Mapping[str, str] = field(default_factory=dict)
    """Field of the paper to the field of the form that it fills while that is empty."""
    compare: Mapping[str, str] = field(default_factory=dict)
    """Field of the paper to the field of the form that it is held against; a difference is only shown."""
    help: Label | None = None
    when: Formula | None = None
    """Asked only where this holds."""


@dataclass(frozen=True)
class Limit:
    """A time limit as the guide states it."""

    code: str
    value: int
    unit: Unit
    basis: str
    starts: str
    extend: int = 0
    stops: Mapping[str, str] = field(default_factory=dict)
    silence: str = ""
    """The verb that follows by law when the limit passes in silence: `deem_accepted`, `lapse`, or nothing."""
    label: Label | None = None

    @property
    def rule(self) -> Rule:
        """The rule that the clock counts by."""
        return Rule(self.code, self.value, self.unit, self.basis, self.starts, self.extend, self.stops)


@dataclass(frozen=True)
class Outcome:
    """One way in which a step may end."""

    code: str
    label: Label
    verb: str = ""
    """The legal verb that it stands for; empty for an opinion."""
    needs_reason: bool = False


@dataclass(frozen=True)
class Step:
    """What one element of the drawing means: who does it, by when, and how it may end."""

    element: str
    kind: str
    label: Label
    body: str = ""
    role: str = ""
    limit: Limit | None = None
    outcomes: tuple[Outcome, ...] = ()
    min_staff: int = 1
    excludes: tuple[str, ...] = ()
    """Elements whose doers may not do this one in the same case."""
    help: Label | None = None
    decision: str = ""
    """Name or id of the decision, in a `*.dmn` file of the pack, that this step asks."""
    result: str = ""
    """The variable of the route that takes what the decision gives."""
    person_on: str = ""
    """The yes-or-no field by which the applicant asks for a person in place of a decision by rule."""
    offers: tuple[str, ...] = ()
    """What people may do with it beside finishing it: words of `offers.OFFERS`."""
    send_back_to: tuple[str, ...] | None = None
    """Earlier steps to which it may be sent back; None for every one that law and route allow."""
    reads: frozenset[str] | None = None
    """Fields and papers that who does it is shown; None for all of them (个人信息保护法 6: no more than is needed)."""

    gives: tuple[str, ...] = ()
    """Fields whose values come into being here, typed by who finishes the step for the applicant's good."""
    is_of_unit: bool = False
    """Done by the body that an earlier step has named; `body` stands in where none was."""

    def outcome(self, code: str) -> Outcome | None:
        """The outcome with this code."""
        return next((outcome for outcome in self.outcomes if outcome.code == code), None)


@dataclass(frozen=True)
class Post:
    """A role in a body."""

    body: str
    role: str


@dataclass(frozen=True)
class Item:
    """A compiled service item of one published version."""

    code: str
    version: int
    """From 1; 0 while it is not published."""
    sha256: str
    kind: str
    """The kind of matter, whose legal life it follows."""
    title: Label
    summary: Label
    body: str
    """Code of the body that decides."""
    basic_code: str
    item_type: str
    level: int
    identity_level: int
    audience: tuple[str, ...]
    channels: tuple[str, ...]
    keywords: tuple[str, ...]
    conditions: tuple[Label, ...]
    bases: tuple[Basis, ...]
    groups: Mapping[str, Label]
    fields: tuple[Field, ...]
    slots: tuple[Slot, ...]
    steps: Mapping[str, Step]
    limits: Mapping[str, Limit]
    fee: Fee
    result: ResultSpec
    documents: Mapping[str, str]
    rights: Rights
    process: "Process"
    decisions: Mapping[str, "Model"] = field(default_factory=dict)
    """The decision tables, by file."""
    oversight: Mapping[str, Post] = field(default_factory=dict)
    """`supervisor`, who asks for answers (督办), and `administrator`, who may suspend a route or move it elsewhere."""
    account: Mapping[str, str] = field(default_factory=dict)
    """What the applicant's account says (`name`, `id_number`, `mobile`, `address`) to the field that it fills."""
    sources: tuple[Source, ...] = ()
    case_object: CaseObject | None = None
    members: "tuple[Member, ...]" = ()
    """The items of a bundle; a bundle has neither route nor limits nor documents of its own."""
    visits: "tuple[JointVisit, ...]" = ()

    @property
    def refusal_rights(self) -> Label:
        """The rights that every adverse document of this item must carry."""
        return self.rights.text

    def is_given(self, code: str) -> bool:
        """Whether a step gives this value, so that the applicant is never asked for it."""
        return any(code in step.gives for step in self.steps.values())

    def member(self, code: str) -> "Member":
        """The member with this code. Raises KeyError."""
        return {one.code: one for one in self.members}[code]

    def field(self, code: str) -> Field | None:
        """The field with this code."""
        return next((one for one in self.fields if one.code == code), None)

    def slot(self, code: str) -> Slot | None:
        """The slot with this code."""
        return next((one for one in self.slots if one.code == code), None)


@dataclass(frozen=True)
class Need:
    """What a member of a bundle waits for: another member's grant, and what comes with it."""

    member: str
    gives: Mapping[str, str] = field(default_factory=dict)
    """Field of the other member, or `certificate_number`, to the field of this one."""
    paper: str = ""
    """The paper of this member for which the other one's certificate stands in."""


@dataclass(frozen=True)
class Member:
    """One item of a bundle."""

    code: str
    item: Item
    when: Formula | None = None
    """Needed only where this holds."""
    needs: tuple[Need, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    """Field of the member to the field of the bundle, where they have different names."""
    slots: Mapping[str, str] = field(default_factory=dict)

    def field_here(self, code: str) -> str:
        """What a field of the member is called in the bundle."""
        return self.fields.get(code, code)

    def slot_here(self, code: str) -> str:
        """What a paper of the member is called in the bundle."""
        return self.slots.get(code, code)


@dataclass(frozen=True)
class JointVisit:
    """Site visits of several members that are made together on one date (一同勘验)."""

    code: str
    label: Label
    steps: Mapping[str, str]
    """Member to the element of its site visit."""
