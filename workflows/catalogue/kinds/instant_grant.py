"""A decision table grants what is beyond doubt (秒批); everything else goes to a person, and no rule refuses."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind("instant_grant", tags=frozenset({"businessRuleTask"}), verbs=frozenset({"grant"}), grants_by_rule=True)
