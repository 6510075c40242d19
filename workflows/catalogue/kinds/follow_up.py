"""After a decision somebody looks whether what was promised is kept (事中事后监管); it moves no legal state."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind("follow_up", tags=frozenset({"userTask"}), verbs=frozenset(), concludes=True)
