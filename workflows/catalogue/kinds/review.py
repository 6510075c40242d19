"""An officer of the deciding body examines the papers and gives an opinion (行政许可法 34)."""

from workflows.catalogue.step_kind import StepKind

OPINION = "give_opinion"
KIND = StepKind("review", tags=frozenset({"userTask"}), verbs=frozenset({OPINION}), opinion_verb=OPINION, judges=True)
