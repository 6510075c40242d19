"""Experts give a technical opinion (专家评审); a written notice may stop the clock for it (行政许可法 45)."""

from workflows.catalogue.step_kind import StepKind

OPINION = "give_opinion"
KIND = StepKind(
    "technical_review",
    tags=frozenset({"userTask"}),
    verbs=frozenset({OPINION}),
    opinion_verb=OPINION,
    judges=True,
)
