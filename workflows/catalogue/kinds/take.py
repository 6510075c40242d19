"""The unit takes what was sent to it, or gives it back with reasons; a ruling cannot be given back (首接负责制)."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind("take", tags=frozenset({"userTask"}), verbs=frozenset({"take", "give_back"}), concludes=True)
