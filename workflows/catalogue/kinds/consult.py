"""Another body is asked and gives an opinion; the clock runs on (行政许可法 45 does not name it)."""

from workflows.catalogue.step_kind import StepKind

OPINION = "give_opinion"
KIND = StepKind("consult", tags=frozenset({"userTask"}), verbs=frozenset({OPINION}), opinion_verb=OPINION, judges=True)
