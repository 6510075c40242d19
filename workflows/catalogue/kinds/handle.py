"""The unit deals with the matter and reports what it did; the report is the reply to whoever brought it."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind("handle", tags=frozenset({"userTask"}), verbs=frozenset({"report_done"}), concludes=True)
