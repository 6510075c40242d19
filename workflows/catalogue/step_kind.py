"""What every kind of step shares: which legal verbs it may end in, and what the law asks of who does it."""

from dataclasses import dataclass

ADVERSE = frozenset({"not_accept", "refuse", "terminate", "lapse"})
"""Verbs against the applicant: never without a reason."""


@dataclass(frozen=True)
class StepKind:
    """One kind of step that a pack may give to an element of its drawing."""

    code: str
    tags: frozenset[str]
    """BPMN elements that may be drawn for it."""
    verbs: frozenset[str]
    """Legal verbs that its outcomes may stand for, or that it is itself."""
    must_offer: frozenset[str] = frozenset()
    """Verbs that must be among its outcomes: the law leaves no other way open."""
    opinion_verb: str = ""
    """The verb of an outcome whose code is none of `verbs`."""
    min_staff: int = 1
    judges: bool = False
    """Who does it may not decide the case afterwards."""
    decides: bool = False
    concludes: bool = False
    """A person ends it by an outcome whose own verb, if it has one, is the legal act; `Conclude` carries it out."""
    names_unit: bool = False
    """Its outcome names the body for the steps with `unit: true` that follow."""
    opening_verb: str = ""
    """The legal verb that comes with its being opened, such as the posting of a notice."""
    is_ruled: bool = False
    """A decision table does it at once, in the transaction that opens it."""
    grants_by_rule: bool = False
    """A decision table may grant here, and leaves to a person what it does not grant."""

    @property
    def asks_decision(self) -> bool:
        """Whether a pack names the decision that it asks."""
        return self.is_ruled or self.grants_by_rule

    @property
    def has_outcomes(self) -> bool:
        """Whether a person ends it in one of several ways."""
        return bool(self.must_offer or self.opinion_verb or self.concludes)

    def verb(self, outcome: str) -> str:
        """The legal verb of an outcome; empty where the kind knows none."""
        return outcome if outcome in self.verbs else self.opinion_verb
