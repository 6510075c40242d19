"""A proposal is posted for objections before it is confirmed (公示); it is posted as soon as the step is open."""

from workflows.catalogue.step_kind import StepKind

VERBS = frozenset({"close_notice", "hear_objection"})
KIND = StepKind(
    "public_notice",
    tags=frozenset({"userTask"}),
    verbs=VERBS,
    must_offer=VERBS,
    opening_verb="post_notice",
    concludes=True,
)
