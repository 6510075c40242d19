"""A decision table answers from what the case knows; the route goes on with its answer at once."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind("rule", tags=frozenset({"businessRuleTask"}), verbs=frozenset(), is_ruled=True)
