"""A colleague signs at a step to which a signature was added (加签); people add it to a case, no pack draws it."""

from workflows.catalogue.step_kind import StepKind

KIND = StepKind("sign", tags=frozenset(), verbs=frozenset({"sign"}), judges=True)
