"""The system accepts what is complete when it is handed in, where the guide asks for nothing a person must look at."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind("auto_accept", tags=frozenset({"serviceTask"}), verbs=frozenset({"accept"}))
