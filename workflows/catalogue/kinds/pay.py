"""What was granted is paid, once or every month."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind("pay", tags=frozenset({"userTask"}), verbs=frozenset({"pay", "end"}), concludes=True)
