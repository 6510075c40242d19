"""The certificate is made, sealed and signed (行政许可法 39, 44)."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind("issue", tags=frozenset({"serviceTask"}), verbs=frozenset({"issue"}))
