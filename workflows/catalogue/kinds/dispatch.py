"""A report is sent to the unit that is to handle it (派单); the outcome names the unit."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind(
    "dispatch", tags=frozenset({"userTask"}), verbs=frozenset({"send", "rule"}), concludes=True, names_unit=True
)
