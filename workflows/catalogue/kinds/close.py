"""An answered report is closed by the system."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind("close", tags=frozenset({"serviceTask"}), verbs=frozenset({"close"}))
