"""The front desk accepts, asks once for corrections, or says why it does not accept (行政许可法 32)."""

from workflows.catalogue.step_kind import StepKind

VERBS = frozenset({"accept", "ask_correction", "not_accept"})
KIND = StepKind("accept", tags=frozenset({"userTask"}), verbs=VERBS, must_offer=VERBS)
