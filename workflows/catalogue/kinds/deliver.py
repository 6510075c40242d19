"""The decision and what came of it reach the applicant (行政许可法 44)."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind("deliver", tags=frozenset({"serviceTask", "userTask"}), verbs=frozenset({"deliver"}))
