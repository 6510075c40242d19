"""Another section of the same body gives its opinion (会签)."""

from workflows.catalogue.step_kind import StepKind

OPINION = "give_opinion"
KIND = StepKind(
    "countersign", tags=frozenset({"userTask"}), verbs=frozenset({OPINION}), opinion_verb=OPINION, judges=True
)
