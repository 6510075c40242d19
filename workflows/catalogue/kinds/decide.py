"""The body decides: it grants, or refuses with reasons and rights (行政许可法 38)."""

from workflows.catalogue.step_kind import StepKind

VERBS = frozenset({"grant", "refuse"})
KIND = StepKind("decide", tags=frozenset({"userTask"}), verbs=VERBS, must_offer=VERBS, decides=True)
