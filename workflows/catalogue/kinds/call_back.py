"""Somebody who did not handle the matter asks whether it is solved (回访), or looks at the place (核查)."""

from workflows.catalogue.step_kind import StepKind

VERBS = frozenset({"call_back", "verify_failed"})
KIND = StepKind("call_back", tags=frozenset({"userTask"}), verbs=VERBS, must_offer=VERBS, concludes=True)
