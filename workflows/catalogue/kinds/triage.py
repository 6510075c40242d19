"""An operator takes a report: answers at once, merges it, does not accept it, or passes it on to be sent."""

from workflows.catalogue.step_kind import StepKind

VERBS = frozenset({"answer_at_once", "merge", "not_accept"})
KIND = StepKind("triage", tags=frozenset({"userTask"}), verbs=VERBS, concludes=True)
